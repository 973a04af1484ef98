package dev.countersign.samples.witness;

import java.io.IOException;

/** Everything that is kept of one log. */
record Followed(WatchedLog log, LogMemory memory, Mirror mirror, Contradictions contradictions) {

    /**
     * Opens what is kept of a log.
     *
     * @throws IOException when it cannot be read, or is not signed by the log as it is configured
     */
    static Followed open(DataDirectory data, WatchedLog log, HeadFiles heads, Alarms alarms) throws IOException {
        LogMemory memory = new LogMemory(data, log, heads);
        Mirror mirror = new Mirror(new MirrorFiles(data.mirror(log)), log.policy());
        return new Followed(log, memory, mirror, new Contradictions(memory, mirror, alarms));
    }
}
