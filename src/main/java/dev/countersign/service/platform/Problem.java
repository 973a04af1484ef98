package dev.countersign.service.platform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Ends a request of our own API with an RFC 9457 answer. The detail is shown to the caller: no secret, no claim value.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** One member of the request that is wrong: where (JSON pointer, RFC 6901) and what was expected. */
    public record FieldError(String pointer, String detail) {}

    private final ProblemType type;
    private final transient Optional<String> reason;
    private final transient Optional<Duration> retryAfter;
    private final transient List<FieldError> errors;

    /** Makes one of a kind, with a sentence about this occurrence. */
    public Problem(ProblemType type, String detail) {
        this(type, detail, new Extensions(Optional.empty(), Optional.empty(), List.of()));
    }

    private Problem(ProblemType type, String detail, Extensions extensions) {
        super(detail, null, false, false);
        this.type = type;
        this.reason = extensions.reason;
        this.retryAfter = extensions.retryAfter;
        this.errors = List.copyOf(extensions.errors);
    }

    private record Extensions(Optional<String> reason, Optional<Duration> retryAfter, List<FieldError> errors) {}

    /** Returns the same problem with a machine-readable reason, for example {@code wrong-nonce}. */
    public Problem because(String code) {
        return new Problem(type, detail(), new Extensions(Optional.of(code), retryAfter, errors));
    }

    /** Returns the same problem, telling when to try again. */
    public Problem retryAfter(Duration duration) {
        return new Problem(type, detail(), new Extensions(reason, Optional.of(duration), errors));
    }

    /** Returns the same problem, pointing at members of the request. */
    public Problem at(List<FieldError> fields) {
        return new Problem(type, detail(), new Extensions(reason, retryAfter, fields));
    }

    /** Returns the same problem, pointing at one member of the request. */
    public Problem at(String pointer, String expected) {
        return at(List.of(new FieldError(pointer, expected)));
    }

    /** Returns the kind. */
    public ProblemType type() {
        return type;
    }

    /** Returns the sentence about this occurrence. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Returns the machine-readable reason. */
    public Optional<String> reason() {
        return reason;
    }

    /** Returns when to try again. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** Returns the members of the request that are wrong. */
    public List<FieldError> errors() {
        return errors;
    }
}
