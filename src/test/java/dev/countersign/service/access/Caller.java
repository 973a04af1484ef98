package dev.countersign.service.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.access.TestCertificates.Identity;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;

/** One who calls the service over a socket of his own: from any address of this machine, with any certificate. */
final class Caller {
    private static final int PATIENCE_MS = 30_000;

    private final boolean tls;
    private final Optional<Identity> identity;
    private final String from;
    private final List<String> headers;

    /** An answer: its status and its body. */
    record Answer(int status, String body) {
        JsonNode json() {
            return Json.parse(body.getBytes(StandardCharsets.UTF_8));
        }

        String token() {
            return json().path("access_token").asText();
        }
    }

    private Caller(boolean tls, Optional<Identity> identity, String from, List<String> headers) {
        this.tls = tls;
        this.identity = identity;
        this.from = from;
        this.headers = List.copyOf(headers);
    }

    /** Calls by https and shows a certificate. */
    static Caller with(Identity identity) {
        return new Caller(true, Optional.of(identity), "127.0.0.1", List.of());
    }

    /** Calls by https and shows none. */
    static Caller withoutCertificate() {
        return new Caller(true, Optional.empty(), "127.0.0.1", List.of());
    }

    /** Calls by plain http, as the proxy does. */
    static Caller plain() {
        return new Caller(false, Optional.empty(), "127.0.0.1", List.of());
    }

    /** The same, from another address. */
    Caller from(String address) {
        return new Caller(tls, identity, address, headers);
    }

    /** The same, with one more header. */
    Caller header(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(name + ": " + value);
        return new Caller(tls, identity, from, more);
    }

    Answer get(String path) {
        return send("GET " + path, Optional.empty());
    }

    Answer post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send("POST " + path, Optional.of(body));
    }

    /** Asks for a token by this client's certificate. */
    Answer asksForToken(String client) {
        return post("/oauth/token", Map.of("grant_type", "client_credentials", "client_id", client));
    }

    /** Uses a token. */
    Answer uses(String token) {
        return header("Authorization", "Bearer " + token).get("/api/v1/clients");
    }

    private Answer send(String line, Optional<String> body) {
        try (Socket socket = connected()) {
            StringBuilder request = new StringBuilder(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
            headers.forEach(header -> request.append(header).append("\r\n"));
            body.ifPresent(text -> request.append("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ")
                    .append(text.length())
                    .append("\r\n"));
            request.append("\r\n").append(body.orElse(""));
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(
                    Integer.parseInt(answer.split(" ", 3)[1]), answer.substring(answer.indexOf("\r\n\r\n") + 4));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(PATIENCE_MS);
        socket.bind(new InetSocketAddress(loopback(from), 0));
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), tls ? TlsNode.port() : RestAssured.port));
        if (!tls) {
            return socket;
        }
        return handshaken((SSLSocket)
                TlsNode.context(identity).getSocketFactory().createSocket(socket, "localhost", TlsNode.port(), true));
    }

    /** One of the many addresses of this machine, all of which begin with 127. */
    private static InetAddress loopback(String address) throws IOException {
        String[] parts = address.split("\\.", 4);
        return InetAddress.getByAddress(new byte[] {127, 0, 0, Byte.parseByte(parts[3])});
    }

    private static SSLSocket handshaken(SSLSocket socket) throws IOException {
        socket.startHandshake();
        return socket;
    }
}
