package dev.countersign.service.ledger;

import dev.countersign.protocol.log.AddCheckpointRequest;
import dev.countersign.protocol.log.AddCheckpointResponse;
import java.io.IOException;
import java.net.URI;

/** The way to a witness (C2SP tlog-witness). */
public interface WitnessLine {
    /**
     * Submits a checkpoint.
     *
     * @param witness its submission address
     * @throws IOException when it does not answer in time, or not as a witness does
     */
    AddCheckpointResponse add(URI witness, AddCheckpointRequest request) throws IOException;
}
