package dev.countersign.samples.bank;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls of the service's API with one caller's credentials. Every method throws {@link StepFailure} for another answer. */
public final class Api {
    // One for all: it keeps connections open. Nothing here gains from HTTP/2, and each connection would begin by
    // asking.
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;
    private final String header;
    private final String credentials;

    private Api(URI base, String header, String credentials) {
        this.base = base;
        this.header = header;
        this.credentials = credentials;
    }

    /** Signs in as the contact-centre platform, by OAuth client credentials. */
    public static Api asClient(URI service, SignIns signIns) throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=" + signIns.client() + "&client_secret="
                + signIns.clientSecret();
        HttpResponse<byte[]> answer = HTTP.send(
                HttpRequest.newBuilder(service.resolve("/oauth/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofByteArray());
        String token =
                expect(200, "sign in as a client", answer).path("access_token").asText();
        return new Api(service, "Authorization", "Bearer " + token);
    }

    /** Signs in as the agent, as the console does. */
    public static Api asAgent(URI service, SignIns signIns) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HTTP.send(
                HttpRequest.newBuilder(service.resolve("/session"))
                        .header("Content-Type", "application/json")
                        .header("Origin", service.toString())
                        .POST(BodyPublishers.ofByteArray(Json.print(Json.object()
                                .put("account", signIns.agent())
                                .put("password", signIns.agentPassword()))))
                        .build(),
                BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw failed("sign in as the agent", answer.statusCode(), answer.body());
        }
        String cookie = answer.headers().firstValue("Set-Cookie").orElse("");
        return new Api(service, "Cookie", cookie.split(";", 2)[0]);
    }

    /** Reads; the answer must be 200. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return expect(200, "GET " + path, HTTP.send(request(path).GET().build(), BodyHandlers.ofByteArray()));
    }

    /** Makes something or has something done; the answer must be 201 or 200. */
    public JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HTTP.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Origin", base.toString())
                        .POST(BodyPublishers.ofByteArray(Json.print(body)))
                        .build(),
                BodyHandlers.ofByteArray());
        return expect(answer.statusCode() == 200 ? 200 : 201, "POST " + path, answer);
    }

    /** Changes something; the answer must be 200. */
    public JsonNode patch(String path, JsonNode body) throws IOException, InterruptedException {
        return expect(
                200,
                "PATCH " + path,
                HTTP.send(
                        request(path)
                                .header("Content-Type", "application/json")
                                .header("Origin", base.toString())
                                .method("PATCH", BodyPublishers.ofByteArray(Json.print(body)))
                                .build(),
                        BodyHandlers.ofByteArray()));
    }

    /** Opens a stream of server-sent events. */
    public InputStream events(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = HTTP.send(
                request(path).header("Accept", "text/event-stream").GET().build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw failed("GET " + path, answer.statusCode(), answer.body().readNBytes(2_000));
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path)).header(header, credentials);
        return path.endsWith("/events") ? builder : builder.timeout(Duration.ofSeconds(30));
    }

    private static JsonNode expect(int status, String step, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != status) {
            throw failed(step, answer.statusCode(), answer.body());
        }
        return Json.parse(answer.body());
    }

    private static StepFailure failed(String step, int status, byte[] body) {
        return new StepFailure(step + ": HTTP " + status + ": " + new String(body, StandardCharsets.UTF_8));
    }
}
