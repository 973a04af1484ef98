package dev.countersign.samples.witness;

import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.VerifiedCheckpoint;
import dev.countersign.protocol.log.WitnessPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A checkpoint that a log showed here or had cosigned, and does not show to everybody: it owes it.
 *
 * @param since when it was first missed
 */
record Owed(VerifiedCheckpoint checkpoint, Instant since) {
    private static final int MAX_BYTES = SignedNote.MAX_BYTES + 100;

    void writeTo(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((since + "\n").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(checkpoint.note().note().bytes());
        DurableFiles.write(file, bytes.toByteArray());
    }

    static Optional<Owed> read(Path file, WitnessPolicy policy) throws IOException {
        Optional<byte[]> kept = DurableFiles.read(file, MAX_BYTES);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = kept.get();
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        try {
            Instant since = Instant.parse(new String(bytes, 0, end, StandardCharsets.UTF_8));
            byte[] note = Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length);
            return Optional.of(new Owed(Mirror.verified(note, policy), since));
        } catch (DateTimeException e) {
            throw new IOException(file + " (expected: a time and a checkpoint)", e);
        }
    }
}
