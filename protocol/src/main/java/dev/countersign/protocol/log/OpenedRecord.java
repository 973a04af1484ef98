package dev.countersign.protocol.log;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A record with the salt of its {@link Commitment}: who has both can show what an entry of the log says. */
public record OpenedRecord(ObjectNode record, Salt salt) {
    public OpenedRecord {
        record = record.deepCopy();
    }

    /** Returns the commitment that opens to this. */
    public Commitment commitment() {
        return Commitment.to(record, salt);
    }

    /** Tells nothing: it is somebody's own. */
    @Override
    public String toString() {
        return "OpenedRecord";
    }
}
