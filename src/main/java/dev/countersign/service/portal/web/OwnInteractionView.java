package dev.countersign.service.portal.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.service.consent.Fallback;
import dev.countersign.service.consent.PurposeText;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.TimelineEntry;
import dev.countersign.service.portal.Look;
import dev.countersign.service.portal.Question;
import dev.countersign.service.portal.ShowInteraction.Own;
import dev.countersign.service.portal.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An interaction as its customer reads it. */
record OwnInteractionView(
        String id,
        String channel,
        String direction,
        Optional<String> agent,
        Instant openedAt,
        Optional<Instant> closedAt,
        List<QuestionView> questions,
        List<LookView> looks,
        Optional<FallbackView> fallback,
        List<StepView> timeline) {

    static OwnInteractionView of(Own own) {
        Interaction interaction = own.interaction();
        return new OwnInteractionView(
                interaction.id().value(),
                interaction.channel().wireName(),
                interaction.direction().wireName(),
                own.agent(),
                interaction.openedAt(),
                interaction.closedAt(),
                own.questions().stream().map(QuestionView::of).toList(),
                own.looks().stream().map(LookView::of).toList(),
                own.fallback().map(FallbackView::of),
                own.timeline().stream().map(StepView::of).toList());
    }

    /** What was asked. */
    record QuestionView(
            String challenge,
            Map<String, PurposeText> purpose,
            String askedBy,
            Instant askedAt,
            List<JsonNode> asked,
            String state,
            Optional<Instant> keptUntil,
            Optional<String> receipt) {
        static QuestionView of(Question question) {
            return new QuestionView(
                    question.ask().id().value(),
                    question.texts(),
                    question.ask().agentName(),
                    question.ask().askedAt(),
                    question.asked().stream().<JsonNode>map(ClaimPath::toJson).toList(),
                    question.state(),
                    question.keptUntil(),
                    question.receipt());
        }
    }

    /** Who looked, at what. */
    record LookView(String kind, String viewer, Optional<String> name, Instant at, Optional<JsonNode> path) {
        static LookView of(Look look) {
            Viewer viewer = look.viewer();
            return new LookView(
                    look.kind().name().toLowerCase(Locale.ROOT),
                    viewer.kind().name().toLowerCase(Locale.ROOT),
                    viewer.name(),
                    look.at(),
                    look.path().map(ClaimPath::toJson));
        }
    }

    /** A step of the timeline: that it happened and when, and what the log has of it. */
    record StepView(int position, String type, Instant at, String commitment) {
        static StepView of(TimelineEntry entry) {
            return new StepView(
                    entry.position(),
                    entry.link().entry().type().wireName(),
                    entry.at(),
                    entry.link().entry().commitment().toString());
        }
    }

    /** How it was decided without the wallet. */
    record FallbackView(String outcome, Instant at) {
        static FallbackView of(Fallback fallback) {
            return new FallbackView(fallback.outcome().name().toLowerCase(Locale.ROOT), fallback.decidedAt());
        }
    }
}
