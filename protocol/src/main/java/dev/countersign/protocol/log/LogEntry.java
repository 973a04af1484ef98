package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import java.nio.ByteBuffer;

/**
 * An entry of the InteractionLog, as anybody can read it: version, type and commitment, {@value #BYTES} bytes. Never personal
 * data.
 */
public record LogEntry(EntryType type, Commitment commitment) {
    /** Length in bytes. */
    public static final int BYTES = 2 + Commitment.BYTES;

    private static final byte VERSION = 1;

    /**
     * Reads an entry.
     *
     * @throws MalformedInputException when it is not of version 1, of a type that we know, and {@value #BYTES} bytes long
     */
    public static LogEntry parse(byte[] entry) {
        if (entry.length != BYTES || entry[0] != VERSION) {
            throw new MalformedInputException("InteractionLog entry: (expected: version 1, " + BYTES + " bytes)");
        }
        ByteBuffer rest = ByteBuffer.wrap(entry);
        rest.get();
        EntryType type = EntryType.of(rest.get())
                .orElseThrow(() -> new MalformedInputException("InteractionLog entry: type (expected: a known one)"));
        byte[] commitment = new byte[Commitment.BYTES];
        rest.get(commitment);
        return new LogEntry(type, Commitment.of(commitment));
    }

    /** Returns the entry's bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .put(type.number())
                .put(commitment.bytes())
                .array();
    }

    /** Returns the hash under which it is in the tree. */
    public MerkleHash leafHash() {
        return MerkleHash.leaf(bytes());
    }
}
