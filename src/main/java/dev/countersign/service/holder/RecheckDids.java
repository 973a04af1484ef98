package dev.countersign.service.holder;

import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.Verification;
import dev.countersign.service.trust.DidResolution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks whether customers still control their DIDs, when it matters. The proof holds for as long as the key that signed it
 * can authenticate as the DID's subject: whoever changed the keys since may be somebody else.
 *
 * <p>Asks the network: call it outside any transaction. A host that does not answer, or answers nonsense, accuses nobody:
 * nothing is recorded and the outcome is Undecided.
 */
@ApplicationScoped
public class RecheckDids {
    /** For how long a look counts; a little longer than the judging of an answer takes. */
    static final Duration COUNTS = Duration.ofMinutes(1);

    /** Most DIDs that are looked at for one answer. */
    static final int MOST_LOOKS = 5;

    private static final int MOST_CANDIDATES = 50;

    /** After this no further look is begun: the caller is on the line, and the turn to answer lapses. */
    static final Duration TIME_FOR_ALL = Duration.ofSeconds(3);

    private static final Comparator<Boolean> TRUE_FIRST = Comparator.reverseOrder();

    private final CustomerDids dids;
    private final ReadAuthenticationKeys keys;
    private final Clock clock;

    RecheckDids(CustomerDids dids, ReadAuthenticationKeys keys, Clock clock) {
        this.dids = dids;
        this.keys = keys;
        this.clock = clock;
    }

    /** Looks at one DID, and records what was found. One that is not proven, or lapsed, stays as it is. */
    public Verification<CustomerDid> check(CustomerDid did) {
        if (!(did.control() instanceof DidControl.Proven proven)) {
            return Verification.verified(did);
        }
        Instant begun = clock.instant();
        AuthenticationKeys found = keys.of(did.did());
        if (found instanceof AuthenticationKeys.Unknown unknown) {
            return Verification.undecided(Dependency.DID_DOCUMENT, unknown.retryAfter());
        }
        DidControl control = control(proven, found, begun);
        dids.checked(did, control);
        return Verification.verified(dids.find(did.customer(), did.id()).orElseGet(() -> did.with(control)));
    }

    /**
     * Looks at the customer's DIDs until each of these keys was found in one, or there is none left; those that had one of
     * them before come first. Which keys were found answers {@link #authenticates}.
     *
     * @param wanted RFC 7638 thumbprints
     * @return Undecided when a key was not found, and a DID that may have it could not be looked at
     */
    public Verification<CustomerId> check(CustomerId customer, Set<String> wanted) {
        Set<String> missing = new HashSet<>(wanted);
        Instant end = clock.instant().plus(TIME_FOR_ALL);
        Optional<Duration> retryAfter = Optional.empty();
        for (CustomerDid did : candidates(customer, wanted)) {
            if (missing.isEmpty()) {
                break;
            }
            Verification<CustomerDid> checked = clock.instant().isBefore(end)
                    ? check(did)
                    : Verification.undecided(Dependency.DID_DOCUMENT, DidResolution.RETRY_AFTER);
            if (checked instanceof Verification.Undecided<CustomerDid> undecided) {
                retryAfter = Optional.of(undecided.retryAfter());
            } else if (checked instanceof Verification.Verified<CustomerDid> verified
                    && verified.value().control() instanceof DidControl.Proven proven) {
                missing.removeAll(proven.keys());
            }
        }
        return missing.isEmpty() || retryAfter.isEmpty()
                ? Verification.verified(customer)
                : Verification.undecided(Dependency.DID_DOCUMENT, retryAfter.get());
    }

    /**
     * Returns whether a key authenticates as one of the customer's DIDs, by what was recorded within the last minute; a
     * look that began exactly a minute ago is too old. Asks nobody.
     *
     * @param key RFC 7638 thumbprint
     */
    public boolean authenticates(CustomerId customer, String key) {
        return dids.authenticates(customer, key, clock.instant().minus(COUNTS));
    }

    private List<CustomerDid> candidates(CustomerId customer, Set<String> wanted) {
        return dids.proven(customer, MOST_CANDIDATES).stream()
                .sorted(Comparator.comparing(did -> hadOneOf(wanted, did), TRUE_FIRST))
                .limit(MOST_LOOKS)
                .toList();
    }

    private static boolean hadOneOf(Set<String> wanted, CustomerDid did) {
        return did.control() instanceof DidControl.Proven proven
                && proven.keys().stream().anyMatch(wanted::contains);
    }

    private static DidControl control(DidControl.Proven proven, AuthenticationKeys found, Instant begun) {
        if (!(found instanceof AuthenticationKeys.Current current)) {
            return new DidControl.Lapsed(proven.provenAt(), DidControl.Lapse.DEACTIVATED, begun);
        }
        Set<String> thumbprints = current.thumbprints();
        return thumbprints.contains(proven.key())
                ? new DidControl.Proven(proven.provenAt(), proven.key(), thumbprints, begun)
                : new DidControl.Lapsed(proven.provenAt(), DidControl.Lapse.ROTATED, begun);
    }
}
