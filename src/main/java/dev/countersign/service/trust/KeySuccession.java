package dev.countersign.service.trust;

import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of our keys comes after which, and when: none signs before others could see it. */
@ApplicationScoped
public class KeySuccession {
    private final OrganisationLog log;
    private final OrganisationKeys keys;
    private final Clock clock;

    KeySuccession(OrganisationLog log, OrganisationKeys keys, Clock clock) {
        this.log = log;
        this.keys = keys;
        this.clock = clock;
    }

    /** Makes new keys that sign nothing yet. */
    List<ExtendOrganisationLog.Successor> announce(Set<KeyUse> uses, Duration delay) {
        return uses.stream()
                .sorted()
                .map(use -> new ExtendOrganisationLog.Successor(use, keys.announce(use), delay))
                .toList();
    }

    /** Withdraws all keys of these uses: whoever has one of them has them all. */
    void withdraw(Set<KeyUse> uses, Instant since, OrganisationLog.Cause cause) {
        Set<String> gone = withdrawn();
        uses.stream()
                .flatMap(use -> keys.publicKeys(use).stream()
                        .map(key -> new OrganisationLog.Withdrawal(use, OrganisationDocument.keyId(key), since)))
                .filter(withdrawal -> !gone.contains(withdrawal.keyId()))
                .forEach(withdrawal -> log.withdraw(withdrawal, cause));
    }

    /** Returns the ids of the keys that are not to be trusted any more. */
    @Transactional
    Set<String> withdrawn() {
        return log.withdrawals().stream().map(OrganisationLog.Withdrawal::keyId).collect(Collectors.toSet());
    }

    /** Puts keys in force whose time has come, but none that was withdrawn meanwhile. */
    @Transactional
    public void bringDueIntoForce() {
        Instant now = clock.instant();
        Set<String> withdrawn = withdrawn();
        for (OrganisationLog.Successor due : log.due(now)) {
            if (!withdrawn.contains(due.keyId())) {
                keys.bringIntoForce(due.use(), due.keyId());
            }
            log.settle(due, now);
        }
    }
}
