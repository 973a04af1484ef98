package dev.countersign.service.platform.web;

import dev.countersign.service.platform.ProblemType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Which problems each operation of the API's document answers with: by its form, and by what its method {@link Refuses}. */
final class DocumentedProblems {
    /** Name of the schema, and of the answer for whatever else goes wrong. */
    static final String PROBLEM = "Problem";

    private static final Set<ProblemType> WITH_A_TIME_TO_WAIT =
            EnumSet.of(ProblemType.TOO_MANY_REQUESTS, ProblemType.DEPENDENCY_UNAVAILABLE);
    private static final String CUSTOMER_NUMBER = "{customer_number}";

    private final Map<String, Set<ProblemType>> refused = new HashMap<>();
    private final Set<String> eachTime;

    DocumentedProblems(IndexView index) {
        index.getAnnotations(Refuses.class)
                .forEach(annotation -> refused.put(
                        operationId(annotation.target().asMethod()),
                        Arrays.stream(annotation.value().asEnumArray())
                                .map(ProblemType::valueOf)
                                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ProblemType.class)))));
        this.eachTime = index.getAnnotations(EachTime.class).stream()
                .map(annotation -> operationId(annotation.target().asMethod()))
                .collect(Collectors.toSet());
    }

    /** By its annotation, or as the framework makes it (operation-id-strategy CLASS_METHOD). */
    private static String operationId(MethodInfo method) {
        AnnotationInstance described = method.annotation(org.eclipse.microprofile.openapi.annotations.Operation.class);
        return described == null || described.value("operationId") == null
                ? method.declaringClass().simpleName() + "_" + method.name()
                : described.value("operationId").asString();
    }

    /** Returns whether the operation keeps what an Idempotency-Key was answered with. */
    boolean keepsAnswers(PathItem.HttpMethod method, Operation operation) {
        return method == PathItem.HttpMethod.POST && !eachTime.contains(operation.getOperationId());
    }

    /** Writes them into an operation, whose security is described already. */
    void complete(String path, PathItem.HttpMethod method, Operation operation) {
        Set<ProblemType> types = EnumSet.noneOf(ProblemType.class);
        types.addAll(refused.getOrDefault(operation.getOperationId(), Set.of()));
        if (operation.getSecurity() != null && !operation.getSecurity().isEmpty()) {
            types.add(ProblemType.UNAUTHENTICATED);
            types.add(ProblemType.FORBIDDEN);
        }
        if (path.contains("{")) {
            types.add(ProblemType.NOT_FOUND);
        }
        if (reads(operation) || path.contains(CUSTOMER_NUMBER)) {
            types.add(ProblemType.MALFORMED_REQUEST);
        }
        if (keepsAnswers(method, operation)) {
            types.add(ProblemType.MALFORMED_REQUEST);
            types.add(ProblemType.REQUEST_IN_PROGRESS);
            types.add(ProblemType.IDEMPOTENCY_KEY_REUSED);
        }
        Map<String, Set<ProblemType>> byStatus = new TreeMap<>();
        types.forEach(type -> byStatus.computeIfAbsent(
                        Integer.toString(type.status()), status -> EnumSet.noneOf(ProblemType.class))
                .add(type));
        byStatus.forEach((status, kinds) -> operation.getResponses().addAPIResponse(status, answer(kinds)));
        operation
                .getResponses()
                .setDefaultValue(OASFactory.createAPIResponse().ref("#/components/responses/" + PROBLEM));
    }

    private static boolean reads(Operation operation) {
        return operation.getRequestBody() != null
                || (operation.getParameters() != null
                        && operation.getParameters().stream()
                                .anyMatch(parameter -> parameter.getIn() == Parameter.In.QUERY));
    }

    private static APIResponse answer(Set<ProblemType> kinds) {
        APIResponse answer = problem(
                kinds.stream().map(kind -> kind.slug() + ": " + kind.title()).collect(Collectors.joining(". ")) + ".");
        if (kinds.stream().anyMatch(WITH_A_TIME_TO_WAIT::contains)) {
            answer.addHeader("Retry-After", retryAfter());
        }
        return answer;
    }

    private static Header retryAfter() {
        return OASFactory.createHeader()
                .description("Seconds to wait, where they are known")
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.INTEGER));
    }

    /** Returns an answer with a problem in it. */
    static APIResponse problem(String description) {
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM))));
    }
}
