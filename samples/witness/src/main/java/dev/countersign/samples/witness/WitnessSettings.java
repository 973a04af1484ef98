package dev.countersign.samples.witness;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a witness is told by whoever runs it.
 *
 * @param name of the witness, under which logs and wallets know its key
 * @param logs that it cosigns for and copies; one at least
 * @param data directory where it keeps everything
 */
record WitnessSettings(String name, List<WatchedLog> logs, Path data, Habits habits) {
    WitnessSettings {
        logs = List.copyOf(logs);
    }

    /**
     * How it goes about it.
     *
     * @param every how long between two looks at a log
     * @param deadline for each answer of a log
     * @param alarmAfter how long a log may show less than it showed
     * @param alarmUrl where alarms are posted
     */
    record Habits(Duration every, Duration deadline, Duration alarmAfter, Optional<URI> alarmUrl) {}
}
