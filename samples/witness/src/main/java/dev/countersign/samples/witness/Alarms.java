package dev.countersign.samples.witness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The alarms that stand. A fork stands as long as its evidence is there, also after a restart; the others are over when the log is
 * right again.
 */
final class Alarms {
    private final Evidence evidence;
    private final Journal journal;
    private final Clock clock;
    private final Map<String, StandingAlarm> standing = new LinkedHashMap<>();
    private final Set<Alarm> told = new HashSet<>();

    /**
     * Reads which forks were found before.
     *
     * @throws IOException when the evidence cannot be read
     */
    Alarms(Evidence evidence, Journal journal, Clock clock) throws IOException {
        this.evidence = evidence;
        this.journal = journal;
        this.clock = clock;
        evidence.forks().forEach((folder, alarm) -> stand(folder, new StandingAlarm(alarm, Optional.of(folder))));
    }

    /** Raises an alarm that began now, unless it stands already. */
    void raise(AlarmKind kind, String origin, String detail, Notes notes) {
        raise(new Alarm(kind, origin, clock.instant(), detail), notes);
    }

    /** Raises an alarm, unless it stands already. Its evidence is durable when this returns, if the disk takes it. */
    synchronized void raise(Alarm alarm, Notes notes) {
        String place = alarm.kind() + " " + alarm.origin();
        StandingAlarm before = standing.get(place);
        if (before != null && before.evidence().isPresent() && alarm.kind() != AlarmKind.FORKED) {
            return;
        }
        Optional<String> folder = Optional.empty();
        try {
            String kept = evidence.keep(alarm, notes);
            folder = Optional.of(kept);
            place = alarm.kind() == AlarmKind.FORKED ? kept : place;
        } catch (IOException e) {
            journal.alarm("the evidence could not be kept, here it is (" + e.getMessage() + ")\n"
                    + new String(notes.known(), StandardCharsets.UTF_8) + "\n"
                    + new String(notes.shown(), StandardCharsets.UTF_8));
        }
        if (!standing.containsKey(place)) {
            stand(place, new StandingAlarm(alarm, folder));
        }
    }

    /** Ends an alarm, if it stands; a fork never ends like this. */
    synchronized void over(AlarmKind kind, String origin) {
        StandingAlarm before = standing.remove(kind + " " + origin);
        if (before != null) {
            told.remove(before.alarm());
            journal.note("over: " + kind.wireName() + " " + origin);
        }
    }

    /** Returns what stands now. */
    synchronized List<StandingAlarm> standing() {
        List<StandingAlarm> gone = standing.values().stream()
                .filter(one -> one.alarm().kind() == AlarmKind.FORKED)
                .filter(one -> one.evidence().isPresent()
                        && !evidence.exists(one.evidence().get()))
                .toList();
        for (StandingAlarm one : gone) {
            standing.values().remove(one);
            told.remove(one.alarm());
            journal.note("the operator removed evidence/" + one.evidence().get());
        }
        return new ArrayList<>(standing.values());
    }

    /** Returns what stands and was told to nobody yet. */
    synchronized List<StandingAlarm> untold() {
        return standing().stream().filter(one -> !told.contains(one.alarm())).toList();
    }

    /** Remembers, as long as this process runs, that somebody was told. */
    synchronized void told(Alarm alarm) {
        told.add(alarm);
    }

    private void stand(String place, StandingAlarm one) {
        standing.put(place, one);
        Alarm alarm = one.alarm();
        String where = one.evidence().map(folder -> ", evidence/" + folder).orElse("");
        journal.alarm(alarm.kind().wireName() + " " + alarm.origin() + " since " + alarm.since() + ": " + alarm.detail()
                + where);
    }
}
