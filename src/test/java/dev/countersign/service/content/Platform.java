package dev.countersign.service.content;

import static dev.countersign.service.TestSignIn.as;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.countersign.service.platform.PublicUrl;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The contact centre's platform, which uploads what it recorded. */
record Platform(String interaction) {
    private static final String CALLER = "client:platform";

    /** Opens a call with this customer. */
    static Platform calls(String customerNumber) {
        return new Platform(as(CALLER, "scope:interactions")
                .contentType(ContentType.JSON)
                .body(Map.of("channel", "voice", "direction", "inbound", "customer_number", customerNumber))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** Opens a call with somebody whom the bank does not know. */
    static Platform callsSomebody() {
        return new Platform(as(CALLER, "scope:interactions")
                .contentType(ContentType.JSON)
                .body(Map.of("channel", "voice", "direction", "inbound", "phone", "+12025550143"))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .body("$", not(hasKey("customer_hint")))
                .extract()
                .path("id"));
    }

    /** Begins an upload; returns its path. */
    String begins(String kind, Map<String, Object> more) {
        return tries(kind, more)
                .then()
                .statusCode(201)
                .extract()
                .header("Location")
                .replaceFirst("^https?://[^/]+", "");
    }

    Response tries(String kind, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("kind", kind);
        body.putIfAbsent("media_type", "audio/ogg");
        body.put("at", "2026-11-01T12:00:00Z");
        return as(CALLER, "scope:interactions")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/interactions/" + interaction + "/contents");
    }

    /** Sends bytes from an offset on. */
    Response sends(String path, long offset, byte[] bytes) {
        return as(CALLER, "scope:interactions")
                .contentType("application/octet-stream")
                .header("Upload-Offset", offset)
                .body(bytes)
                .patch(path);
    }

    /** Sends what ends the upload. */
    Response ends(String path, long offset, byte[] bytes) {
        return as(CALLER, "scope:interactions")
                .contentType("application/octet-stream")
                .header("Upload-Offset", offset)
                .header("Upload-Complete", "?1")
                .body(bytes)
                .patch(path);
    }

    /** Uploads all of it. */
    String uploads(String kind, byte[] bytes) {
        String path = begins(kind, Map.of("size", bytes.length, "name", "call of Alice.ogg"));
        sends(path, 0, bytes).then().statusCode(204);
        return path;
    }

    /** Asks how far it has come. */
    Response asks(String path) {
        return as(CALLER, "scope:interactions").head(path);
    }

    /** Streams so many bytes with their length announced; returns the status. */
    static int streams(PublicUrl url, String path, InputStream body, long length)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("Test-Caller", CALLER + " scope:interactions")
                .header("Content-Type", "application/octet-stream")
                .header("Upload-Offset", "0")
                .method("PATCH", BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> body), length))
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    /** Announces so many bytes, sends fewer, and is gone. */
    static void isCutOff(String path, long announced, byte[] sent) throws IOException {
        try (Socket socket = hangs(path, announced)) {
            socket.getOutputStream().write(sent);
            socket.getOutputStream().flush();
        }
    }

    /** Announces so many bytes and sends none, until it is closed. */
    static Socket hangs(String path, long announced) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        OutputStream out = socket.getOutputStream();
        out.write(("PATCH " + path + " HTTP/1.1\r\nHost: localhost\r\nTest-Caller: " + CALLER
                        + " scope:interactions\r\nContent-Type: application/octet-stream\r\nUpload-Offset: 0\r\n"
                        + "Content-Length: " + announced + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }
}
