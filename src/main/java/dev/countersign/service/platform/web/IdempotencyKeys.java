package dev.countersign.service.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.service.platform.IdempotentRequests;
import dev.countersign.service.platform.IdempotentRequests.Answer;
import dev.countersign.service.platform.IdempotentRequests.Claim;
import dev.countersign.service.platform.IdempotentRequests.Request;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Idempotency-Key} of POST requests under {@code /api/v1}: the same key and request get the same answer, and
 * have their effect once.
 *
 * <p>Gap: the answer is kept in a transaction of its own. If a node dies after the effect and before that, the key is
 * answered with 409 until it is forgotten: at most once, never twice.
 */
@Singleton
class IdempotencyKeys {
    private static final String HEADER = "Idempotency-Key";
    private static final String CLAIMED = "dev.countersign.idempotent-request";
    private static final int MAX_KEY_CHARS = 255;
    private static final List<String> KEPT_HEADERS =
            List.of(HttpHeaders.LOCATION, HttpHeaders.CONTENT_TYPE, HttpHeaders.CACHE_CONTROL, HttpHeaders.ETAG);

    /** Answers that say nothing about the effect of the request: it may be sent again. */
    private static final Set<Integer> RELEASED = Set.of(401, 403, 413, 415, 429);

    private final IdempotentRequests requests;
    private final SecurityIdentity caller;
    private final ObjectMapper json;

    IdempotencyKeys(IdempotentRequests requests, SecurityIdentity caller, ObjectMapper json) {
        this.requests = requests;
        this.caller = caller;
        this.json = json;
    }

    @ServerRequestFilter
    @Nullable
    Response claim(ContainerRequestContext context, ResourceInfo endpoint) throws IOException {
        String key = context.getHeaderString(HEADER);
        String path = context.getUriInfo().getRequestUri().getRawPath();
        if (key == null || !context.getMethod().equals("POST") || !path.startsWith("/api/v1/")) {
            return null;
        }
        Method method = endpoint.getResourceMethod();
        if (method != null && method.isAnnotationPresent(EachTime.class)) {
            return null;
        }
        if (key.isEmpty() || key.length() > MAX_KEY_CHARS || !key.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new Problem(
                    ProblemType.MALFORMED_REQUEST, "Idempotency-Key: (expected: 1 to 255 printable characters)");
        }
        byte[] body = context.getEntityStream().readAllBytes();
        context.setEntityStream(new ByteArrayInputStream(body));
        Request request =
                new Request(caller.getPrincipal().getName(), key, hash(context.getMethod() + " " + path, body));
        Claim claim = requests.claim(request);
        if (claim instanceof Claim.Repeated repeated) {
            return again(repeated.answer());
        }
        if (claim instanceof Claim.AnotherRequest) {
            throw new Problem(
                    ProblemType.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key came with another request before.");
        }
        if (claim instanceof Claim.Unanswered) {
            throw new Problem(
                            ProblemType.REQUEST_IN_PROGRESS,
                            "The first request with this key has no answer yet. If it never gets one, look whether it"
                                    + " had its effect before you use a new key.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        context.setProperty(CLAIMED, request);
        return null;
    }

    @ServerResponseFilter
    void keep(ContainerRequestContext context, ContainerResponseContext answer) throws JsonProcessingException {
        if (!(context.getProperty(CLAIMED) instanceof Request request)) {
            return;
        }
        context.removeProperty(CLAIMED);
        if (answer.getStatus() >= 500 || RELEASED.contains(answer.getStatus())) {
            requests.release(request);
            return;
        }
        byte[] body = bytes(answer.getEntity());
        Map<String, String> headers = new HashMap<>();
        for (String name : KEPT_HEADERS) {
            String value = answer.getHeaderString(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        if (body.length > 0) {
            MediaType type = answer.getMediaType() == null ? MediaType.APPLICATION_JSON_TYPE : answer.getMediaType();
            headers.putIfAbsent(HttpHeaders.CONTENT_TYPE, type.toString());
            // What is kept and what is sent now are the same bytes.
            answer.setEntity(body, null, type);
        }
        requests.answered(request, new Answer(answer.getStatus(), headers, body));
    }

    private static Response again(Answer answer) {
        Response.ResponseBuilder response = Response.status(answer.status()).header("Idempotent-Replayed", "true");
        answer.headers().forEach(response::header);
        return answer.body().length == 0
                ? response.build()
                : response.entity(answer.body()).build();
    }

    private byte[] bytes(@Nullable Object entity) throws JsonProcessingException {
        if (entity == null) {
            return new byte[0];
        }
        if (entity instanceof byte[] bytes) {
            return bytes;
        }
        return entity instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : json.writeValueAsBytes(entity);
    }

    private static byte[] hash(String line, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return digest.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has SHA-256", e);
        }
    }
}
