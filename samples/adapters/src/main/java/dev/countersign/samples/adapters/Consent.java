package dev.countersign.samples.adapters;

import dev.countersign.client.model.Challenge;
import java.util.Optional;
import java.util.Set;

/**
 * How an asking stands.
 *
 * @param challenge to be asked about later
 * @param state as in the API; {@code unreachable} when the customer cannot be asked by wallet
 * @param number what must be said to the customer, who types it
 */
public record Consent(String interaction, Optional<String> challenge, String state, Optional<String> number) {
    /** The state of a customer who cannot be asked: identify them in another way. */
    public static final String UNREACHABLE = "unreachable";

    private static final Set<String> WAITING =
            Set.of("asking", "requested", "delivered", "opened", "awaiting_read_back");

    /** Returns what is known before the question was sent. */
    public static Consent asking(String interaction) {
        return new Consent(interaction, Optional.empty(), "asking", Optional.empty());
    }

    static Consent of(Challenge challenge) {
        return new Consent(
                challenge.getInteraction(),
                Optional.of(challenge.getId()),
                challenge.getState().getValue(),
                Optional.ofNullable(challenge.getNumber()));
    }

    /** Returns whether nothing more will come. */
    public boolean over() {
        return !WAITING.contains(state);
    }

    /** Returns whether the customer is who they should be. */
    public boolean verified() {
        return state.equals("verified");
    }
}
