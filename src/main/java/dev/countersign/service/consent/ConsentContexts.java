package dev.countersign.service.consent;

import dev.countersign.protocol.consent.BindingMessage;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.consent.ConsentContext;
import dev.countersign.protocol.consent.ConsentContext.Agent;
import dev.countersign.protocol.consent.ConsentContext.Organisation;
import dev.countersign.protocol.consent.ConsentContext.Text;
import dev.countersign.service.interaction.Interaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says to the customer, in the signed request, who asks, in which situation, and why. */
@ApplicationScoped
class ConsentContexts {
    private final Organisation organisation;
    private final Optional<String> team;

    ConsentContexts(
            dev.countersign.service.platform.Organisation organisation,
            @ConfigProperty(name = "countersign.organisation.team") Optional<String> team) {
        this.organisation = new Organisation(organisation.name(), organisation.logo());
        this.team = team;
    }

    /** The conversation in which something is asked. */
    record Situation(
            ChallengeId challenge,
            Interaction interaction,
            String agentName,
            Optional<BindingMessage> bindingMessage,
            Instant askedAt,
            Instant expiresAt) {}

    ConsentContext of(Situation situation, Purpose purpose, Binding binding) {
        return new ConsentContext(
                situation.challenge().value(),
                organisation,
                new Agent(situation.agentName(), team),
                situation.interaction().channel(),
                situation.interaction().direction(),
                new ConsentContext.Purpose(purpose.name().value(), purpose.version(), texts(purpose)),
                binding.kind(),
                binding.kind() == CallBinding.DISPLAY ? binding.code() : Optional.empty(),
                situation.bindingMessage(),
                situation.askedAt(),
                situation.expiresAt(),
                OptionalClaims.of(purpose.query()));
    }

    /** Returns the texts of a purpose as they travel. */
    static Map<String, Text> texts(Purpose purpose) {
        return purpose.texts().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        text -> new Text(
                                text.getValue().title(), text.getValue().description())));
    }
}
