package dev.countersign.service.trust;

import dev.countersign.did.WebVhLog;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows the organisation's DID as it is at this moment, on whichever node. */
@ApplicationScoped
public class ShowOrganisation {
    private final OrganisationLog log;
    private final OrganisationHistory history;
    private final OrganisationKeys keys;

    ShowOrganisation(OrganisationLog log, OrganisationHistory history, OrganisationKeys keys) {
        this.log = log;
        this.history = history;
        this.keys = keys;
    }

    /**
     * The DID.
     *
     * @param published the log that everybody can read
     * @param entries all entries, those that wait for witnesses last
     */
    public record Shown(
            WebVhLog published,
            List<OrganisationService> services,
            List<ShownKey> keys,
            List<OrganisationLog.Entry> entries) {}

    /** Where a key is on its way. */
    public enum KeyState {
        /** Others can see it; it signs nothing yet. */
        ANNOUNCED,
        /** It signs. */
        IN_FORCE,
        /** It signed; what it signed is still good. */
        RETIRED,
        /** Somebody else may have it. */
        WITHDRAWN
    }

    /** A key of ours, and from when on somebody else may have had it. */
    public record ShownKey(KeyUse use, String keyId, KeyState state, Optional<Instant> compromisedSince) {}

    /** Returns it. */
    @Transactional
    public Shown show() {
        WebVhLog published = history.read(Optional.empty()).orElseThrow().log();
        List<OrganisationService> services = published.parameters().deactivated()
                ? List.of()
                : published.document().services().stream()
                        .map(OrganisationService::of)
                        .toList();
        return new Shown(published, services, keys(), log.entries());
    }

    private List<ShownKey> keys() {
        Map<String, OrganisationLog.Withdrawal> withdrawn = log.withdrawals().stream()
                .collect(Collectors.toMap(OrganisationLog.Withdrawal::keyId, Function.identity()));
        List<ShownKey> shown = new ArrayList<>();
        for (KeyUse use : OrganisationDocument.PURPOSES.keySet()) {
            String inForce = OrganisationDocument.keyId(keys.publicKey(use));
            KeyState state = KeyState.ANNOUNCED;
            // Newest first: what is before the one in force has yet to come, what is after it has been.
            for (var key : keys.publicKeys(use)) {
                String keyId = OrganisationDocument.keyId(key);
                boolean signs = keyId.equals(inForce);
                Optional<Instant> since =
                        Optional.ofNullable(withdrawn.get(keyId)).map(OrganisationLog.Withdrawal::since);
                KeyState own = signs ? KeyState.IN_FORCE : state;
                shown.add(new ShownKey(use, keyId, since.isPresent() ? KeyState.WITHDRAWN : own, since));
                state = signs ? KeyState.RETIRED : state;
            }
        }
        shown.sort(Comparator.comparing(ShownKey::use));
        return shown;
    }
}
