package dev.countersign.wallet;

import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.consent.ConsentContext;
import dev.countersign.protocol.openid4vp.AuthorizationRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Exactly what the consent screen must show: who asks, in which conversation, why, and every value that would leave.
 *
 * <p>Only {@link Wallet#open} makes one, and only one that was verified; {@link Wallet#approve} takes nothing else. It is
 * good for one answer.
 */
public final class ConsentPrompt {
    private final AuthorizationRequest request;
    private final Organisation requester;
    private final ConsentContext context;
    private final List<AskedClaim> claims;
    private final Map<String, StoredCredential> answering;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.OPEN);

    /** Where a prompt stands. */
    enum Stage {
        OPEN,
        /** An answer is under way. */
        SENDING,
        ANSWERED
    }

    ConsentPrompt(
            AuthorizationRequest request, Organisation requester, ConsentContext context, PreparedAnswer prepared) {
        this.request = request;
        this.requester = requester;
        this.context = context;
        this.claims = prepared.claims();
        this.answering = prepared.answering();
    }

    /** Returns who asks, as this wallet knows it; the request was signed by it. */
    public Organisation requester() {
        return requester;
    }

    /** Returns agent, channel, direction, purpose and times, as the organisation states them. */
    public ConsentContext context() {
        return context;
    }

    /** Returns every claim that would be disclosed, and those that may be; in the order of the request. */
    public List<AskedClaim> claims() {
        return claims;
    }

    /** Returns whether a number must be typed. */
    public boolean needsNumber() {
        return context.callBinding() == CallBinding.NUMBER_ENTRY;
    }

    /**
     * Returns whether the customer checks the organisation and not the other way round: nothing leaves the wallet but a signed
     * "yes", and it is given when the agent has said the {@linkplain ConsentContext#displayCode() code}.
     */
    public boolean organisationCheck() {
        return claims.isEmpty() && context.callBinding() == CallBinding.DISPLAY;
    }

    /**
     * Returns whether the customer signs in to a page of the organisation: there is no conversation, no agent and no receipt, and
     * the number to type stands on that page.
     */
    public boolean signIn() {
        return !context.channel().conversation();
    }

    /** Returns whether it is too late to answer; expires at t means too late at t. */
    public boolean isExpired(Instant now) {
        return !now.isBefore(context.expiresAt());
    }

    AuthorizationRequest request() {
        return request;
    }

    Map<String, StoredCredential> answering() {
        return answering;
    }

    /** Claims the right to answer; of two that come together one gets it. */
    boolean beginAnswer() {
        return stage.compareAndSet(Stage.OPEN, Stage.SENDING);
    }

    void answered() {
        stage.set(Stage.ANSWERED);
    }

    /** The answer did not count: it may be given again. */
    void mayAnswerAgain() {
        stage.set(Stage.OPEN);
    }

    @Override
    public String toString() {
        return "ConsentPrompt[" + context.challenge() + "]";
    }
}
