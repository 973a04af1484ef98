package dev.countersign.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.VerifiedCheckpoint;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.log.WitnessPolicy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a wallet remembers of the log of one organisation. There is one log at an address: one of another name is another log, and
 * an alarm as another key is.
 *
 * @param address below which the log is published, ends with a slash
 * @param key that signed the first receipt's log entry that came; never changes
 * @param largest the note of the largest checkpoint that was verified
 * @param doubtedSince since when the log has not shown that it grew out of that
 * @param alarms one of each kind at most
 */
public record KnownLog(
        URI address, VerifierKey key, Optional<String> largest, Optional<Instant> doubtedSince, List<LogAlarm> alarms) {
    private static final String WHERE = "wallet: log";

    /** Copies the list. */
    public KnownLog {
        alarms = List.copyOf(alarms);
    }

    static KnownLog atFirst(URI address, VerifierKey key) {
        return new KnownLog(address, key, Optional.empty(), Optional.empty(), List.of());
    }

    /** Returns the worst alarm. */
    public Optional<LogAlarm> worst() {
        return alarms.stream().min(Comparator.comparing(LogAlarm::kind));
    }

    /** Returns the largest checkpoint; its witnesses were judged when it came. */
    Optional<VerifiedCheckpoint> checkpoint() {
        return largest.map(note -> SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)))
                .flatMap(note -> WitnessPolicy.unwitnessed(key)
                        .verify(note)
                        .fold(yes -> Optional.of(yes.value()), no -> Optional.empty(), later -> Optional.empty()));
    }

    /** The log grew to this, or is what it was. */
    KnownLog grown(VerifiedCheckpoint now) {
        return new KnownLog(
                address,
                key,
                Optional.of(now.note().note().toString()),
                Optional.empty(),
                alarms.stream()
                        .filter(alarm -> !alarm.kind().isOverWhenTheLogIsBack())
                        .collect(Collectors.toList()));
    }

    KnownLog doubted(Instant since) {
        return new KnownLog(address, key, largest, Optional.of(since), alarms);
    }

    /** The first of its kind is kept: it says since when. */
    KnownLog with(LogAlarm alarm) {
        if (alarms.stream().anyMatch(known -> known.kind() == alarm.kind())) {
            return this;
        }
        List<LogAlarm> more = new ArrayList<>(alarms);
        more.add(alarm);
        return new KnownLog(address, key, largest, doubtedSince, more);
    }

    /** Returns what a store keeps. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("address", address.toString()).put("key", key.toString());
        largest.ifPresent(note -> json.put("largest", note));
        doubtedSince.ifPresent(since -> json.put("doubted_since", JsonMembers.print(since)));
        ArrayNode array = json.putArray("alarms");
        alarms.forEach(alarm -> array.add(alarm.toJson()));
        return json;
    }

    /**
     * Reads what {@link #toJson} printed.
     *
     * @throws MalformedInputException when it is something else
     */
    public static KnownLog fromStore(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, WHERE);
        return new KnownLog(
                members.uri("address"),
                VerifierKey.parse(members.text("key")),
                members.optionalText("largest", SignedNote.MAX_BYTES),
                members.has("doubted_since") ? Optional.of(members.time("doubted_since")) : Optional.empty(),
                members.objects("alarms").stream().map(LogAlarm::parse).collect(Collectors.toList()));
    }
}
