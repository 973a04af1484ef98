package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a log posts to a witness at {@code add-checkpoint} (tlog-witness): its newest checkpoint, and that it grew out of the one
 * that the witness knows.
 *
 * @param oldSize of the tree that the witness cosigned last; 0 for none
 * @param proof from that tree to the checkpoint's
 * @param checkpoint signed by the log
 */
public record AddCheckpointRequest(long oldSize, ConsistencyProof proof, SignedNote checkpoint) {
    /** Longest body that is read, in bytes. */
    public static final int MAX_BYTES = SignedNote.MAX_BYTES + 4 * 1024;

    private static final String WHERE = "tlog-witness: add-checkpoint";
    private static final String OLD = "old ";

    public AddCheckpointRequest {
        if (oldSize < 0 || proof.path().size() > ConsistencyProof.MAX_HASHES) {
            throw new MalformedInputException(WHERE + ": (expected: a size, and 0..63 hashes)");
        }
    }

    /**
     * Reads a body.
     *
     * @throws MalformedInputException when it is not one: status 400
     */
    public static AddCheckpointRequest parse(byte[] body) {
        String text = PlainText.decode(body, MAX_BYTES, WHERE);
        int blank = text.indexOf("\n\n");
        if (blank < 0 || !text.startsWith(OLD)) {
            throw new MalformedInputException(WHERE + ": (expected: old size, hashes, blank line, checkpoint)");
        }
        List<String> lines = PlainText.lines(text.substring(0, blank + 1), WHERE);
        long oldSize = Decimal.parse(lines.get(0).substring(OLD.length()), WHERE + ": old size");
        List<MerkleHash> path = lines.stream().skip(1).map(MerkleHash::parse).collect(Collectors.toList());
        SignedNote checkpoint = SignedNote.parse(text.substring(blank + 2).getBytes(StandardCharsets.UTF_8));
        return new AddCheckpointRequest(oldSize, new ConsistencyProof(path), checkpoint);
    }

    /** Returns the body, UTF-8. */
    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the body. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(OLD).append(oldSize).append('\n');
        proof.path().forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }
}
