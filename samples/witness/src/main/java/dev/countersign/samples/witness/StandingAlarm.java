package dev.countersign.samples.witness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * An alarm that is not over.
 *
 * @param evidence folder below {@code evidence/}; empty when the disk did not take it
 */
record StandingAlarm(Alarm alarm, Optional<String> evidence) {

    ObjectNode toJson() {
        ObjectNode json = alarm.toJson();
        evidence.ifPresent(folder -> json.put("evidence", "evidence/" + folder));
        return json;
    }
}
