package dev.countersign.protocol.consent;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.consent.ConsentContext.Text;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

/**
 * SHA-256 over the texts of a purpose, the same on both sides without a canonical JSON: for each language in ascending
 * order its tag, title and description, each as UTF-8 after its length in bytes (four bytes, big-endian).
 */
final class TextsHash {
    private TextsHash() {}

    static String of(Map<String, Text> texts) {
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        new TreeMap<>(texts).forEach((language, text) -> {
            frame(framed, language);
            frame(framed, text.title());
            frame(framed, text.description());
        });
        return sha256(framed.toByteArray());
    }

    static String sha256(byte[] bytes) {
        return Base64Url.encode(sha256().digest(bytes));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has SHA-256", e);
        }
    }

    private static void frame(ByteArrayOutputStream out, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] length = ByteBuffer.allocate(4).putInt(utf8.length).array();
        out.write(length, 0, length.length);
        out.write(utf8, 0, utf8.length);
    }
}
