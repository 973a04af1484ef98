package dev.countersign.service.consent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.log.EntryType;
import dev.countersign.service.interaction.AppendToTimeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Puts what is asked, delivered, answered and judged into the interaction's timeline. Names of claims at most, never a value. */
@ApplicationScoped
class RecordChallenges implements ChallengeListener {
    private final AppendToTimeline timeline;
    private final Clock clock;

    RecordChallenges(AppendToTimeline timeline, Clock clock) {
        this.timeline = timeline;
        this.clock = clock;
    }

    @Override
    public void moved(ConsentChallenge challenge) {
        if (challenge instanceof ConsentChallenge.Waiting waiting) {
            waiting(waiting);
        } else if (challenge instanceof ConsentChallenge.AwaitingReadBack held) {
            held(held);
        } else if (challenge instanceof ConsentChallenge.Ended ended) {
            ended(ended);
        }
    }

    private void waiting(ConsentChallenge.Waiting waiting) {
        if (waiting.failedAttempts() > 0) {
            append(EntryType.CHALLENGE_ANSWERED, waiting, Json.object());
            append(EntryType.VERDICT, waiting, Json.object().put("reason", "wrong-number"));
            return;
        }
        if (waiting.progress() == ConsentChallenge.Progress.REQUESTED) {
            Ask ask = waiting.ask();
            ObjectNode data = Json.object()
                    .put("call_binding", ask.binding().kind().wireName())
                    .put("asked_by", ask.askedBy())
                    .put("expires_at", ask.expiresAt().toString());
            data.putObject("purpose").put("name", ask.purpose().value()).put("version", ask.purposeVersion());
            append(EntryType.CHALLENGE_ASKED, waiting, data);
        } else {
            append(EntryType.CHALLENGE_DELIVERED, waiting, Json.object());
        }
    }

    private void held(ConsentChallenge.AwaitingReadBack held) {
        if (held.failedAttempts() == 0) {
            append(
                    EntryType.CHALLENGE_ANSWERED,
                    held,
                    Json.object().put("holder_key_thumbprint", held.answer().holderKeyThumbprint()));
        } else {
            append(EntryType.VERDICT, held, Json.object().put("reason", "wrong-code"));
        }
    }

    private void ended(ConsentChallenge.Ended ended) {
        if (answeredJustNow(ended)) {
            append(EntryType.CHALLENGE_ANSWERED, ended, Json.object());
        }
        ObjectNode data = Json.object();
        if (ended.outcome() instanceof Outcome.Rejected rejected) {
            data.put("reason", rejected.reason());
        } else if (ended.outcome() instanceof Outcome.Undecided undecided) {
            data.put("dependency", undecided.dependency().wireName());
        }
        append(EntryType.VERDICT, ended, data);
    }

    // What waits for its code to be read back was answered before; what expires or is taken back was not answered at
    // all.
    private static boolean answeredJustNow(ConsentChallenge.Ended ended) {
        Outcome outcome = ended.outcome();
        if (outcome instanceof Outcome.Verified) {
            return ended.ask().binding().kind() != CallBinding.READ_BACK;
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            return !rejected.reason().equals("wrong-code");
        }
        return outcome instanceof Outcome.Declined
                || outcome instanceof Outcome.Reported
                || outcome instanceof Outcome.Undecided;
    }

    private void append(EntryType type, ConsentChallenge challenge, ObjectNode more) {
        ObjectNode data = Json.object()
                .put("challenge", challenge.ask().id().value())
                .put("state", challenge.state())
                .put("failed_attempts", challenge.failedAttempts());
        data.setAll(more);
        timeline.append(challenge.ask().interaction(), type, data, clock.instant());
    }
}
