package dev.countersign.service.webhook.web;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.webhook.AdministerEndpoints.Signature;
import dev.countersign.service.webhook.EndpointId;
import dev.countersign.service.webhook.EndpointUrl;
import dev.countersign.service.webhook.EventType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads members of requests. */
final class EndpointBody {
    private EndpointBody() {}

    static EndpointId id(String value) {
        try {
            return new EndpointId(value);
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such webhook endpoint.");
        }
    }

    static EndpointUrl url(@Nullable String text, PublicUrl publicUrl) {
        try {
            return EndpointUrl.parse(present(text, "/url"), publicUrl);
        } catch (MalformedInputException e) {
            throw new Problem(ProblemType.INVALID_VALUE, "Webhooks cannot be sent there.").at("/url", e.getMessage());
        }
    }

    static Set<EventType> types(@Nullable List<@Nullable String> names) {
        Set<EventType> types = new HashSet<>();
        for (@Nullable String name : present(names, "/event_types")) {
            types.add(EventType.of(String.valueOf(name))
                    .filter(type -> type != EventType.ENDPOINT_TEST)
                    .orElseThrow(() -> new Problem(ProblemType.INVALID_VALUE, "There is no such type of event.")
                            .at(
                                    "/event_types",
                                    "expected: "
                                            + Arrays.stream(EventType.values())
                                                    .filter(type -> type != EventType.ENDPOINT_TEST)
                                                    .map(EventType::wireName)
                                                    .collect(Collectors.joining(", ")))));
        }
        return types;
    }

    static Signature signature(@Nullable String name) {
        return switch (name == null ? "v1" : name) {
            case "v1" -> Signature.V1;
            case "v1a" -> Signature.V1A;
            default ->
                throw new Problem(ProblemType.INVALID_VALUE, "There is no such signature.")
                        .at("/signature", "expected: v1 or v1a");
        };
    }

    static <T> T present(@Nullable T member, String pointer) {
        if (member == null) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body is missing.")
                    .at(pointer, "required");
        }
        return member;
    }
}
