package dev.countersign.service;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A POST that announces a JSON body by its length and sends none of it. What is too long is refused by that alone; a client
 * that goes on writing may find the connection closed before it reads the answer, so an ordinary client would make the
 * outcome a matter of luck.
 */
public final class AnnouncedBody {
    private AnnouncedBody() {}

    /**
     * Returns the status of the answer.
     *
     * @param header a whole header line, as in {@code Authorization: Bearer ...}
     */
    public static int statusOf(String path, String header, int bytes) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(10_000);
            String head = "POST " + path + " HTTP/1.1\r\nHost: localhost:" + RestAssured.port + "\r\n" + header
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return Integer.parseInt(status.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
