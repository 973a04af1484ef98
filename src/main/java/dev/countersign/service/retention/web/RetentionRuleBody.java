package dev.countersign.service.retention.web;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.consent.Channel;
import dev.countersign.service.consent.PurposeName;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.retention.Keep;
import dev.countersign.service.retention.RetentionRule;
import dev.countersign.service.retention.RuleName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule as JSON. */
@Schema(name = "RetentionRule", description = "How long some interactions are kept after their end")
record RetentionRuleBody(
        @Schema(description = "Stands in the path; may be left out of a request")
        Optional<String> name,

        @Schema(description = "voice, chat, video, email, branch; absent or empty: all")
        Optional<List<String>> channels,

        @Schema(
                description =
                        "Where the customer was asked for one of these purposes; absent or empty: whatever was asked")
        Optional<List<String>> purposes,

        @Schema(
                required = true,
                description =
                        "ISO 8601 years, months and days, P1D to P100Y; the longest of all rules that match counts",
                examples = "P5Y")
        @Nullable
        String keep) {
    private static final int MOST_PURPOSES = 100;

    static RetentionRuleBody of(RetentionRule rule) {
        return new RetentionRuleBody(
                Optional.of(rule.name().value()),
                Optional.of(
                        rule.channels().stream().map(Channel::wireName).sorted().toList()),
                Optional.of(rule.purposes().stream()
                        .map(PurposeName::value)
                        .sorted()
                        .toList()),
                rule.keep().toString());
    }

    RetentionRule toRule(RuleName inPath) {
        if (name.isPresent() && !name.get().equals(inPath.value())) {
            throw refused("/name", "expected: the name in the path, or nothing");
        }
        if (keep == null) {
            throw refused("/keep", "missing");
        }
        try {
            return new RetentionRule(
                    inPath,
                    each("/channels", channels, Channel::parseConversation),
                    each("/purposes", purposes, PurposeName::new),
                    Keep.parse(keep));
        } catch (MalformedInputException e) {
            throw refused("/keep", "expected: a period such as P5Y or P90D, P1D to P100Y");
        }
    }

    private static <T> Set<T> each(String pointer, Optional<List<String>> given, Function<String, T> parse) {
        List<String> values = given.orElse(List.of());
        if (values.size() > MOST_PURPOSES) {
            throw refused(pointer, "expected: at most " + MOST_PURPOSES);
        }
        Set<T> parsed = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            // Jackson puts null where JSON does.
            @Nullable String value = values.get(i);
            try {
                parsed.add(parse.apply(value == null ? "" : value));
            } catch (IllegalArgumentException | MalformedInputException e) {
                throw refused(pointer + "/" + i, String.valueOf(e.getMessage()));
            }
        }
        return parsed;
    }

    private static Problem refused(String pointer, String detail) {
        return new Problem(ProblemType.INVALID_VALUE, "A member of the body is not acceptable.").at(pointer, detail);
    }
}
