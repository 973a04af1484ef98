package dev.countersign.did;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which entries of a log must be approved, and by whom (did:webvh 1.0, "DID Witnesses"). */
final class WitnessDuties {
    private final List<Span> spans = new ArrayList<>();
    // The ids of the entries from the first that needs approval: proofs name entries by them.
    private final List<String> versionIds = new ArrayList<>();
    private int first;

    /** Entries, one after the other, that the same list must approve. */
    private record Span(WebVhWitnesses witnesses, int from, int to) {}

    WitnessDuties() {}

    private WitnessDuties(WitnessDuties other) {
        spans.addAll(other.spans);
        versionIds.addAll(other.versionIds);
        first = other.first;
    }

    WitnessDuties copy() {
        return new WitnessDuties(this);
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    void add(WebVhEntry.VersionId entry, WebVhWitnesses required) {
        if (required.threshold() > 0) {
            Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null
                    && last.to() == entry.number() - 1
                    && last.witnesses().equals(required)) {
                spans.set(spans.size() - 1, new Span(last.witnesses(), last.from(), entry.number()));
            } else {
                spans.add(new Span(required, entry.number(), entry.number()));
            }
        }
        if (!spans.isEmpty()) {
            if (versionIds.isEmpty()) {
                first = entry.number();
            }
            versionIds.add(entry.toString());
        }
    }

    /**
     * Returns up to which version enough witnesses approved every entry; {@code head} when nothing is missing.
     *
     * <p>A witness's proof for an entry stands for all before it. So of each only the newest good one counts, and of each
     * span only the last entry must be looked at.
     */
    int witnessedUpTo(WebVhWitnessProofs proofs, int head) {
        Map<Did, Integer> newest = new HashMap<>();
        for (Span span : spans) {
            List<Integer> reached = new ArrayList<>();
            for (Did witness : span.witnesses().witnesses()) {
                reached.add(newest.computeIfAbsent(witness, each -> proofs.newestBy(each, this::number)));
            }
            reached.sort((one, other) -> Integer.compare(other, one));
            int enough = reached.get(span.witnesses().threshold() - 1);
            if (enough < span.to()) {
                return Math.max(span.from() - 1, enough);
            }
        }
        return head;
    }

    /** Returns the number of an entry of this log; 0 for any other, whose proofs carry nothing. */
    private int number(String versionId) {
        int dash = versionId.indexOf('-');
        if (dash < 1 || dash > 9 || !versionId.substring(0, dash).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        int number = Integer.parseInt(versionId.substring(0, dash));
        int index = number - first;
        return index >= 0 && index < versionIds.size() && versionIds.get(index).equals(versionId) ? number : 0;
    }
}
