package dev.countersign.service.presentation;

import dev.countersign.protocol.Verification;
import dev.countersign.protocol.openid4vp.VerifiedPresentation;

/**
 * Who asked, and learns what became of it. Implementations are beans; a {@link PresentationRequest} names one.
 *
 * <p>Every method but {@link #check} runs inside the transaction that records the outcome: what it writes is durable exactly
 * when the outcome is, and when it throws neither is. It makes no network call. Of {@link #judge}, {@link #refused} and
 * {@link #declined} one is called for a transaction, at most once to the end; before that {@code judge} may say
 * {@link Judgement.TryAgain} any number of times.
 */
public interface PresentationRecipient {
    /** Returns the name by which requests refer to it. */
    String name();

    /** Learns that a wallet fetched the request. May be called more than once. */
    void opened(String reference);

    /**
     * Looks at what must be asked elsewhere before an answer, in which everything was verified, can be judged. Runs outside
     * any transaction, before {@link #judge}, which asks nobody and relies on what was recorded here.
     *
     * @return the presentation, or why it is refused without being judged
     */
    default Verification<VerifiedPresentation> check(String reference, VerifiedPresentation presentation) {
        return Verification.verified(presentation);
    }

    /** Judges an answer in which everything was verified. */
    Judgement judge(String reference, VerifiedPresentation presentation);

    /** Learns that the answer was Rejected, or Undecided; nothing of it is disclosed. */
    void refused(String reference, Verification<?> outcome);

    /**
     * Learns that the wallet said no.
     *
     * @param error an OAuth error code as the wallet sent it, {@code access_denied} for the Holder's no
     */
    void declined(String reference, String error);
}
