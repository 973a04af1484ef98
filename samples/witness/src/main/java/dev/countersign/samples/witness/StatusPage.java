package dev.countersign.samples.witness;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.log.VerifierKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a witness says of itself at {@code /status}. */
final class StatusPage {
    private final VerifierKey key;
    private final Alarms alarms;
    private final List<Follower> followers;

    StatusPage(VerifierKey key, Alarms alarms, List<Follower> followers) {
        this.key = key;
        this.alarms = alarms;
        this.followers = List.copyOf(followers);
    }

    byte[] bytes() throws IOException {
        List<StandingAlarm> standing = alarms.standing();
        ObjectNode page = Json.object();
        page.put("state", state(standing).wireName());
        if (!standing.isEmpty()) {
            page.put(
                    "since",
                    standing.stream()
                            .map(one -> one.alarm().since())
                            .min(Comparator.naturalOrder())
                            .orElseThrow()
                            .toString());
        }
        page.put("verifier_key", key.toString());
        ArrayNode shown = page.putArray("alarms");
        standing.forEach(one -> shown.add(one.toJson()));
        ArrayNode logs = page.putArray("logs");
        for (Follower follower : followers) {
            logs.add(follower.toJson());
        }
        return Json.print(page);
    }

    private LogState state(List<StandingAlarm> standing) {
        List<LogState> states = new ArrayList<>(
                followers.stream().map(follower -> follower.look().state()).toList());
        if (!standing.isEmpty()) {
            states.add(LogState.ALARM);
        }
        return states.stream().max(Comparator.naturalOrder()).orElse(LogState.OK);
    }
}
