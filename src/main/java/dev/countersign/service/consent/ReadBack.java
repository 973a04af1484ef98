package dev.countersign.service.consent;

import dev.countersign.service.interaction.FindInteraction;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;

/** Takes the code that the customer read to the agent; only then does the agent see anything. */
@ApplicationScoped
public class ReadBack {
    private final Challenges challenges;
    private final FindInteraction interactions;
    private final MoveChallenge moveChallenge;
    private final AcceptAnswer acceptAnswer;
    private final Clock clock;

    ReadBack(
            Challenges challenges,
            FindInteraction interactions,
            MoveChallenge moveChallenge,
            AcceptAnswer acceptAnswer,
            Clock clock) {
        this.challenges = challenges;
        this.interactions = interactions;
        this.moveChallenge = moveChallenge;
        this.acceptAnswer = acceptAnswer;
        this.clock = clock;
    }

    /**
     * Returns the challenge after this attempt: verified, still waiting, or rejected after the third wrong code.
     *
     * @param code as typed; spaces do not matter
     * @throws Problem not-found; forbidden when the interaction is somebody else's; state-conflict when no code is due;
     *     challenge-expired when it came too late
     */
    @Transactional(dontRollbackOn = Problem.class)
    public ConsentChallenge enter(ChallengeId id, String code) {
        interactions.findOwn(MoveChallenge.require(challenges, id).ask().interaction());
        Instant now = clock.instant();
        MoveChallenge.Moved moved = moveChallenge.move(id, challenge -> attempt(challenge, code, now));
        if (moved.before() instanceof ConsentChallenge.AwaitingReadBack waiting
                && moved.after() instanceof ConsentChallenge.Ended ended
                && ended.outcome() instanceof Outcome.Verified) {
            acceptAnswer.accept(waiting.ask(), waiting.answer());
        }
        return moved.after();
    }

    private static ConsentChallenge attempt(ConsentChallenge challenge, String code, Instant now) {
        if (!(challenge instanceof ConsentChallenge.AwaitingReadBack waiting)) {
            throw new Problem(
                    ProblemType.STATE_CONFLICT,
                    "No code is due: " + challenge.state() + " (expected: awaiting_read_back).");
        }
        if (!waiting.ask().expiresAt().isAfter(now)) {
            throw new Problem(ProblemType.CHALLENGE_EXPIRED, "The code came after the deadline. Ask again.");
        }
        byte[] expected = waiting.ask().binding().code().orElseThrow().getBytes(StandardCharsets.UTF_8);
        byte[] typed = code.replaceAll("[\\s-]", "").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, typed)
                ? waiting.ended(new Outcome.Verified(), now)
                : waiting.wrongCode(now);
    }
}
