package dev.countersign.did;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Picks the wanted version while a log goes by; keeps one document at a time. */
final class WebVhSelection {
    private final ResolutionOptions wanted;
    private @Nullable Chosen chosen;
    private @Nullable Later later;

    /** The version that is wanted, as far as it was seen. */
    record Chosen(WebVhEntry.VersionId versionId, Instant versionTime, ObjectNode state) {}

    /** The version after it. */
    record Later(WebVhEntry.VersionId versionId, Instant versionTime) {}

    WebVhSelection(ResolutionOptions wanted) {
        this.wanted = wanted;
    }

    boolean wantsLatest() {
        return wanted.equals(ResolutionOptions.LATEST);
    }

    void see(WebVhEntry entry) {
        if (matches(entry)) {
            chosen = new Chosen(entry.versionId(), entry.versionTime(), entry.state());
            later = null;
        } else if (chosen != null && later == null) {
            later = new Later(entry.versionId(), entry.versionTime());
        }
    }

    Optional<Chosen> chosen() {
        return Optional.ofNullable(chosen);
    }

    Optional<Later> later() {
        return Optional.ofNullable(later);
    }

    /**
     * Returns whether the choice stands when entries after the last good one are wrong: one that is named does; a time does
     * only when a good entry ends it, for else a wrong one may claim it.
     */
    boolean standsDespiteWrongEntries() {
        return chosen != null && !wantsLatest() && (!wanted.versionTime().isPresent() || later != null);
    }

    private boolean matches(WebVhEntry entry) {
        if (wanted.versionId().isPresent()) {
            return wanted.versionId().get().equals(entry.versionId().toString());
        }
        if (wanted.versionNumber().isPresent()) {
            return wanted.versionNumber().get() == entry.versionId().number();
        }
        return wanted.versionTime()
                .map(time -> !entry.versionTime().isAfter(time))
                .orElse(true);
    }
}
