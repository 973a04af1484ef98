package dev.countersign.service.platform.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Bodies for caches, compressed for whoever takes that. */
public final class Compression {
    private Compression() {}

    /**
     * Puts a body into an answer.
     *
     * @param acceptEncoding the request's {@code Accept-Encoding}; null when it has none
     */
    public static Response.ResponseBuilder put(
            Response.ResponseBuilder answer, byte[] body, @Nullable String acceptEncoding) {
        boolean compressed = acceptEncoding != null
                && acceptEncoding.toLowerCase(Locale.ROOT).contains("gzip");
        answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return compressed
                ? answer.entity(gzip(body)).header(HttpHeaders.CONTENT_ENCODING, "gzip")
                : answer.entity(body);
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
