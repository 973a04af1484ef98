package dev.countersign.service.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * What an upload has brought so far, or, when it is complete, all of it: how many bytes in how many parts, a hash chain over
 * the parts, and the state of SHA-256 over the bytes, which so goes on after an interruption. Kept sealed, so that parts
 * cannot be dropped, repeated or put in another order in the tables, and the last bytes cannot be read from the hash.
 */
// Compared by its chain alone.
@SuppressWarnings("ArrayRecordComponent")
record Progress(long size, int parts, byte[] chain, byte[] digest) {
    private static final int HASH_BYTES = 32;

    static Progress none() {
        return new Progress(0, 0, new byte[HASH_BYTES], new SHA256Digest().getEncodedState());
    }

    /** Returns SHA-256 over the bytes so far, which can be fed further. */
    SHA256Digest hash() {
        return new SHA256Digest(digest);
    }

    /** Returns SHA-256 over all bytes. */
    byte[] sha256() {
        byte[] hash = new byte[HASH_BYTES];
        hash().doFinal(hash, 0);
        return hash;
    }

    /** Returns the progress with one part more; {@code hash} was fed with its bytes. */
    Progress with(ContentPart part, SHA256Digest hash) {
        return new Progress(size + part.length(), parts + 1, link(chain, part), hash.getEncodedState());
    }

    /** Returns whether exactly these parts, in this order, are what came in. */
    boolean consistsOf(Iterable<ContentPart> candidates) {
        byte[] hash = new byte[HASH_BYTES];
        long bytes = 0;
        int count = 0;
        for (ContentPart part : candidates) {
            if (part.number() != count) {
                return false;
            }
            hash = link(hash, part);
            bytes += part.length();
            count++;
        }
        return bytes == size && count == parts && MessageDigest.isEqual(hash, chain);
    }

    private static byte[] link(byte[] before, ContentPart part) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(before);
            sha256.update(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                    .putInt(part.number())
                    .putLong(part.length())
                    .flip());
            return sha256.digest(part.object().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has SHA-256", e);
        }
    }

    byte[] toJson() {
        return Json.print(Json.object()
                .put("size", size)
                .put("parts", parts)
                .put("chain", Base64Url.encode(chain))
                .put("digest", Base64Url.encode(digest)));
    }

    static Progress parse(byte[] json) {
        ObjectNode read = Json.parseObject(json);
        return new Progress(
                read.path("size").asLong(),
                read.path("parts").asInt(),
                Base64Url.decode(read.path("chain").asText()),
                Base64Url.decode(read.path("digest").asText()));
    }

    @Override
    public String toString() {
        return "Progress[" + size + " bytes]";
    }
}
