package dev.countersign.service.platform.web;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.MalformedDidException;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.platform.OAuthProblem;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.SortableIds;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where exceptions become answers: RFC 9457 for our API, the OAuth form where a standard asks for it. */
@Singleton
class ProblemAnswers {
    private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);
    private static final int MAX_CAUSES = 20;
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final String PROBLEM_JSON = "application/problem+json";

    private final PublicUrl publicUrl;
    private final SortableIds ids;

    ProblemAnswers(PublicUrl publicUrl, SortableIds ids) {
        this.publicUrl = publicUrl;
        this.ids = ids;
    }

    @ServerExceptionMapper
    Response problem(Problem problem) {
        ObjectNode body = body(problem.type(), problem.detail());
        problem.reason().ifPresent(reason -> body.put("reason", reason));
        if (!problem.errors().isEmpty()) {
            ArrayNode errors = body.putArray("errors");
            problem.errors()
                    .forEach(error ->
                            errors.addObject().put("pointer", error.pointer()).put("detail", error.detail()));
        }
        problem.retryAfter().ifPresent(after -> body.put("retry_after_seconds", seconds(after)));
        Response.ResponseBuilder answer = answer(problem.type(), body);
        problem.retryAfter().ifPresent(after -> answer.header(HttpHeaders.RETRY_AFTER, seconds(after)));
        return answer.build();
    }

    @ServerExceptionMapper
    Response oauth(OAuthProblem problem) {
        ObjectNode body = Json.object().put("error", problem.error()).put("error_description", problem.description());
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type("application/json")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(Json.print(body));
        if (problem.status() == 401) {
            // RFC 6749 5.2: the scheme that the client used, or the one we would accept.
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"countersign\"");
        }
        return answer.build();
    }

    @ServerExceptionMapper
    Response malformed(MalformedInputException malformed) {
        return problem(new Problem(ProblemType.MALFORMED_REQUEST, String.valueOf(malformed.getMessage())));
    }

    @ServerExceptionMapper
    Response malformedDid(MalformedDidException malformed) {
        return problem(new Problem(ProblemType.MALFORMED_REQUEST, String.valueOf(malformed.getMessage())));
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException wrong) {
        return problem(jsonProblem(wrong));
    }

    /** Named in its own right: the framework has a mapper for this class, and the nearest class wins. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException wrong) {
        return problem(jsonProblem(wrong));
    }

    @ServerExceptionMapper
    Response unauthenticated(UnauthorizedException unauthorized) {
        return unauthenticatedAnswer();
    }

    @ServerExceptionMapper
    Response failed(AuthenticationFailedException failed) {
        return unauthenticatedAnswer();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException forbidden) {
        return problem(new Problem(ProblemType.FORBIDDEN, "The caller lacks the role or scope for this."));
    }

    @ServerExceptionMapper
    Response web(WebApplicationException thrown) {
        if (thrown.getCause() instanceof JsonProcessingException wrong) {
            return problem(jsonProblem(wrong));
        }
        int status = thrown.getResponse().getStatus();
        if (status < 400) {
            return thrown.getResponse();
        }
        ProblemType type =
                switch (status) {
                    case 401 -> ProblemType.UNAUTHENTICATED;
                    case 403 -> ProblemType.FORBIDDEN;
                    case 404 -> ProblemType.NOT_FOUND;
                    case 405 -> ProblemType.METHOD_NOT_ALLOWED;
                    case 406 -> ProblemType.NOT_ACCEPTABLE;
                    case 409 -> ProblemType.STATE_CONFLICT;
                    case 413 -> ProblemType.TOO_LARGE;
                    case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
                    case 429 -> ProblemType.TOO_MANY_REQUESTS;
                    case 503 -> ProblemType.DEPENDENCY_UNAVAILABLE;
                    default -> status < 500 ? ProblemType.MALFORMED_REQUEST : ProblemType.INTERNAL;
                };
        if (type == ProblemType.INTERNAL) {
            return broken(thrown);
        }
        return problem(new Problem(type, type.title() + "."));
    }

    @ServerExceptionMapper
    Response broken(Throwable broken) {
        if (holdsNul(broken)) {
            return problem(
                    new Problem(ProblemType.MALFORMED_REQUEST, "A text holds the character U+0000 (expected: none)."));
        }
        Optional<String> database = DatabaseTrouble.in(broken);
        if (database.isPresent()) {
            LOG.warnf("request failed: the database does not serve (%s)", database.get());
            return problem(new Problem(
                            ProblemType.DEPENDENCY_UNAVAILABLE,
                            "The database does not serve now. Whether a change was made is not known: repeat it with the"
                                    + " same Idempotency-Key.")
                    .retryAfter(AGAIN));
        }
        String instance = ids.make("err");
        LOG.errorf(broken, "request failed: %s", instance);
        ObjectNode body = body(ProblemType.INTERNAL, "The log has the details.");
        body.put("instance", "urn:countersign:" + instance);
        return answer(ProblemType.INTERNAL, body).build();
    }

    /**
     * PostgreSQL keeps no U+0000 in a text, and says so here for every text that came from outside: 22021 is
     * character_not_in_repertoire, 22P05 untranslatable_character.
     */
    private static boolean holdsNul(Throwable broken) {
        return Stream.iterate(broken, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && ("22021".equals(sql.getSQLState()) || "22P05".equals(sql.getSQLState())));
    }

    private Response unauthenticatedAnswer() {
        Response answer =
                problem(new Problem(ProblemType.UNAUTHENTICATED, "Credentials are missing, wrong or expired."));
        return Response.fromResponse(answer)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"countersign\"")
                .build();
    }

    /** Where the body is wrong, never what was in it. */
    private static Problem jsonProblem(JsonProcessingException wrong) {
        if (!(wrong instanceof JsonMappingException mapping)) {
            return new Problem(ProblemType.MALFORMED_REQUEST, "The body is not strict JSON.");
        }
        String pointer = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null
                        ? Integer.toString(step.getIndex())
                        : JsonPointer.empty()
                                .appendProperty(step.getFieldName())
                                .toString()
                                .substring(1))
                .collect(Collectors.joining("/", "/", ""));
        if (wrong instanceof UnrecognizedPropertyException) {
            return new Problem(ProblemType.MALFORMED_REQUEST, "The body has a member that is not known here.")
                    .at(pointer, "unknown member");
        }
        String expected = wrong instanceof MismatchedInputException mismatched && mismatched.getTargetType() != null
                ? "expected: " + mismatched.getTargetType().getSimpleName()
                : "not acceptable";
        return new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body has the wrong form.")
                .at(pointer, expected);
    }

    private ObjectNode body(ProblemType type, String detail) {
        return Json.object()
                .put("type", publicUrl.resolve(type.path()).toString())
                .put("title", type.title())
                .put("status", type.status())
                .put("detail", detail);
    }

    private static Response.ResponseBuilder answer(ProblemType type, ObjectNode body) {
        return Response.status(type.status())
                .type(PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(Json.print(body));
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }
}
