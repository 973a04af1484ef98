package dev.countersign.service.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.consent.Ask;
import dev.countersign.service.consent.ChallengeListener;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.consent.Outcome;
import dev.countersign.service.interaction.Interactions;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells how challenges end. Who the customer is, and what they disclosed, is not in it: that is asked for, and logged. */
@ApplicationScoped
class TellChallenges implements ChallengeListener {
    private final PublishEvent publish;
    private final Interactions interactions;

    TellChallenges(PublishEvent publish, Interactions interactions) {
        this.publish = publish;
        this.interactions = interactions;
    }

    @Override
    public void moved(ConsentChallenge challenge) {
        if (challenge instanceof ConsentChallenge.Ended ended) {
            publish.publish(type(ended.outcome()), data(ended));
        }
    }

    private ObjectNode data(ConsentChallenge.Ended ended) {
        Ask ask = ended.ask();
        ObjectNode data = Json.object()
                .put("challenge", ask.id().value())
                .put("state", ended.state())
                .put("interaction", ask.interaction().value());
        interactions
                .find(ask.interaction())
                .flatMap(interaction -> interaction.externalId())
                .ifPresent(external -> data.put("external_id", external));
        data.putObject("purpose").put("name", ask.purpose().value()).put("version", ask.purposeVersion());
        if (ended.outcome() instanceof Outcome.Rejected rejected) {
            data.put("reason", rejected.reason());
        } else if (ended.outcome() instanceof Outcome.Undecided undecided) {
            data.put("dependency", undecided.dependency().wireName());
        }
        return data.put("asked_at", ask.askedAt().toString())
                .put("expires_at", ask.expiresAt().toString())
                .put("ended_at", ended.at().toString());
    }

    private static EventType type(Outcome outcome) {
        return EventType.of("challenge." + outcome.state()).orElseThrow();
    }
}
