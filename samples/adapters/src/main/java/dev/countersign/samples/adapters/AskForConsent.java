package dev.countersign.samples.adapters;

import dev.countersign.client.Countersign;
import dev.countersign.client.http.ApiException;
import dev.countersign.client.model.Interaction;
import dev.countersign.client.model.InteractionChange;
import dev.countersign.client.model.NewChallenge;
import dev.countersign.client.model.NewInteraction;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks customers, on behalf of a platform, who they are. Everything the adapters have in common. */
public final class AskForConsent {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);
    private static final int NOT_REACHABLE = 422;

    private final Countersign countersign;

    /** Makes one that asks by this client. */
    public AskForConsent(Countersign countersign) {
        this.countersign = countersign;
    }

    /**
     * Opens the conversation, or finds it by its external id.
     *
     * @return its name
     * @throws IOException when the service cannot be reached or refuses
     */
    public String converse(Caller caller) throws IOException {
        try {
            Interaction opened = countersign
                    .interactions()
                    .openInteraction(
                            new NewInteraction()
                                    .channel(NewInteraction.ChannelEnum.fromValue(caller.channel()))
                                    .direction(NewInteraction.DirectionEnum.fromValue(caller.direction()))
                                    .externalId(caller.externalId())
                                    .phone(caller.phone())
                                    .agent(caller.agent().orElse(null)),
                            null);
            return opened.getId();
        } catch (ApiException e) {
            throw refused("open an interaction", e);
        }
    }

    /**
     * Asks.
     *
     * @param interaction a name from {@link #converse}
     * @return how it stands; a customer who cannot be asked is an answer, too
     * @throws IOException when the service cannot be reached or refuses
     */
    public Consent ask(String interaction, String purpose) throws IOException {
        try {
            return Consent.of(countersign.challenges().ask(interaction, new NewChallenge().purpose(purpose), null));
        } catch (ApiException e) {
            if (e.getCode() == NOT_REACHABLE) {
                return new Consent(interaction, Optional.empty(), Consent.UNREACHABLE, Optional.empty());
            }
            throw refused("ask", e);
        }
    }

    /**
     * Looks how an asking stands, and waits for its end for a while.
     *
     * @param longest less than what the platform waits for our answer; zero looks once
     * @throws IOException when the service cannot be reached or refuses
     */
    public Consent await(String challenge, Duration longest) throws IOException {
        long end = System.nanoTime() + longest.toNanos();
        try {
            while (true) {
                Consent consent = Consent.of(countersign.challenges().showChallenge(challenge));
                if (consent.over() || System.nanoTime() - end >= 0) {
                    return consent;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN.toMillis()));
            }
        } catch (ApiException e) {
            throw refused("look at a challenge", e);
        }
    }

    /**
     * Ends the conversation: what is still open in it is cancelled.
     *
     * @throws IOException when the service cannot be reached or refuses
     */
    public void end(String interaction) throws IOException {
        try {
            countersign
                    .interactions()
                    .changeInteraction(interaction, new InteractionChange().state(InteractionChange.StateEnum.CLOSED));
        } catch (ApiException e) {
            throw refused("close an interaction", e);
        }
    }

    private static IOException refused(String step, ApiException e) {
        return new IOException(step + ": status " + e.getCode(), e);
    }
}
