package dev.countersign.service.consent;

import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.dcql.DcqlQuery;
import dev.countersign.service.interaction.Mask;
import dev.countersign.service.interaction.Showing;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A named, versioned policy: what may be asked, by whom, in which words, for how long, and how it is tied to the call.
 *
 * <p>A version never changes: what a customer consented to can be read for ever.
 *
 * @param version 1, 2, 3 ...
 * @param texts by language tag; English ({@code en}) is always there
 * @param timeLimit how long a challenge stays open; 10 s to 15 min
 * @param callBinding how consent is tied to the conversation; absent: number entry for our wallets, read-back for others
 * @param retention how long the attributes stay visible after the interaction ends; at most 24 h
 * @param mask what stays covered on an agent's screen until it is asked for
 * @param roles staff roles that may ask
 */
public record Purpose(
        PurposeName name,
        int version,
        DcqlQuery query,
        Map<String, PurposeText> texts,
        Duration timeLimit,
        Optional<CallBinding> callBinding,
        Duration retention,
        Mask mask,
        Set<String> roles) {
    private static final Duration SHORTEST_LIMIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_LIMIT = Duration.ofMinutes(15);
    private static final Duration LONGEST_RETENTION = Duration.ofHours(24);

    public Purpose {
        texts = Map.copyOf(texts);
        roles = Set.copyOf(roles);
        if (version < 1) {
            throw new IllegalArgumentException("version: " + version + " (expected: >= 1)");
        }
        if (!texts.containsKey("en")) {
            throw new IllegalArgumentException("texts: no English (expected: a member en)");
        }
        if (timeLimit.compareTo(SHORTEST_LIMIT) < 0 || timeLimit.compareTo(LONGEST_LIMIT) > 0) {
            throw new IllegalArgumentException(
                    "expires_in: " + timeLimit + " (expected: " + SHORTEST_LIMIT + ".." + LONGEST_LIMIT + ")");
        }
        if (retention.isNegative() || retention.compareTo(LONGEST_RETENTION) > 0) {
            throw new IllegalArgumentException(
                    "retention: " + retention + " (expected: PT0S.." + LONGEST_RETENTION + ")");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("roles: none (expected: at least one)");
        }
    }

    /**
     * Returns whether it is for the customer to check us, not for us to know the customer: it asks for no attribute, and a code
     * is compared that the agent must be able to say.
     */
    public boolean organisationCheck() {
        return callBinding.filter(CallBinding.DISPLAY::equals).isPresent()
                && query.credentials().stream()
                        .allMatch(credential -> credential.claims().isEmpty());
    }

    /** Returns how what is shared under this purpose is shown. */
    public Showing showing() {
        return new Showing(mask, retention);
    }
}
