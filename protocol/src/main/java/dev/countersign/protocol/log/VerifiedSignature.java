package dev.countersign.protocol.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** A signature over a note that a known key made; only {@link SignedNote#open} makes one. */
public final class VerifiedSignature {
    private final VerifierKey key;
    private final Optional<Instant> time;

    private VerifiedSignature(VerifierKey key, Optional<Instant> time) {
        this.key = key;
        this.time = time;
    }

    /** Returns whose it is. */
    public VerifierKey key() {
        return key;
    }

    /** Returns when a witness says that it saw this checkpoint as the log's largest; empty for the signature of a log. */
    public Optional<Instant> time() {
        return time;
    }

    static Optional<VerifiedSignature> verify(VerifierKey key, String text, NoteSignature line) {
        byte[] bytes = line.signature();
        if (key.type() == SignatureType.ED25519) {
            return key.verifies(text.getBytes(StandardCharsets.UTF_8), bytes)
                    ? Optional.of(new VerifiedSignature(key, Optional.empty()))
                    : Optional.empty();
        }
        if (bytes.length <= Cosignature.TIME_BYTES) {
            return Optional.empty();
        }
        long seconds = ByteBuffer.wrap(bytes).getLong();
        byte[] signature = Arrays.copyOfRange(bytes, Cosignature.TIME_BYTES, bytes.length);
        return Cosignature.isTime(seconds) && key.verifies(Cosignature.message(seconds, text), signature)
                ? Optional.of(new VerifiedSignature(key, Optional.of(Instant.ofEpochSecond(seconds))))
                : Optional.empty();
    }
}
