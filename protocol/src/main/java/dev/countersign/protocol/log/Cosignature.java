package dev.countersign.protocol.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What a witness signs, and how it is written down (tlog-cosignature, Ed25519). */
final class Cosignature {
    static final int TIME_BYTES = Long.BYTES;

    private Cosignature() {}

    /** Returns whether a cosignature of a checkpoint may say this time; tlog-witness forbids 0. */
    static boolean isTime(long seconds) {
        return seconds > 0 && seconds <= Instant.MAX.getEpochSecond();
    }

    /** Returns the message: header, time, and the whole text of the checkpoint, extension lines included. */
    static byte[] message(long seconds, String checkpoint) {
        return ("cosignature/v1\ntime " + seconds + "\n" + checkpoint).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] encode(long seconds, byte[] signature) {
        return ByteBuffer.allocate(TIME_BYTES + signature.length)
                .putLong(seconds)
                .put(signature)
                .array();
    }
}
