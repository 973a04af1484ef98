package dev.countersign.service.platform;

import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of problem our own API answers with (RFC 9457). The {@code type} member is the absolute URI of a page that
 * explains it.
 */
public enum ProblemType {
    MALFORMED_REQUEST(
            400,
            "The request cannot be read",
            "The body, a parameter or a header is not in the expected form. errors[] points at what is wrong."),
    UNAUTHENTICATED(401, "Sign in first", "There are no credentials in the request, or they are wrong or expired."),
    FORBIDDEN(403, "Not allowed", "The caller is known, but may not do this."),
    NOT_FOUND(404, "Not found", "There is nothing by that name, or it is not yours to see."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "The resource is there, but does not know this method."),
    NOT_ACCEPTABLE(
            406, "Not acceptable", "The resource cannot be shown in any media type that the Accept header names."),
    STATE_CONFLICT(
            409,
            "The state does not allow it",
            "The thing exists, but is closed, already answered or changed in the meantime."),
    REQUEST_IN_PROGRESS(
            409,
            "The first request is still running",
            "A request with the same Idempotency-Key has not been answered yet. Repeat it later."),
    CHALLENGE_EXPIRED(410, "The challenge has expired", "It was answered after its deadline. Ask again."),
    TOO_LARGE(413, "The request is too large", "The body is longer than this endpoint accepts."),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "The Content-Type is not one that this endpoint reads."),
    RANGE_NOT_SATISFIABLE(
            416,
            "None of these bytes are there",
            "The Range header asks for bytes behind the end. Content-Range says how many there are."),
    INVALID_VALUE(
            422,
            "A value is not acceptable",
            "The request can be read, but a value breaks a rule. errors[] points at it."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "The Idempotency-Key was used for another request",
            "The same key came with another method, path or body. Use a new key for a new request."),
    PRESENTATION_REJECTED(
            422, "The presentation was rejected", "What the wallet sent did not pass verification; reason says why."),
    NOT_REACHABLE_BY_WALLET(
            422,
            "The customer cannot be reached by wallet",
            "There is no active wallet for the customer. Identify the customer in another way."),
    PAYMENT_MISMATCH(
            422,
            "What was signed is not what was asked",
            "The transaction data in the answer differ from those in the request."),
    TOO_MANY_REQUESTS(429, "Too many requests", "Wait for the time in Retry-After, then try again."),
    INTERNAL(
            500,
            "Something broke on our side",
            "The log of the service has the details under the identifier in instance."),
    DEPENDENCY_UNAVAILABLE(
            503,
            "It cannot be checked now",
            "A service that is needed for the answer cannot be reached. Nothing was decided; try again after Retry-After.");

    private final int status;
    private final String title;
    private final String explanation;

    ProblemType(int status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the short sentence that is the same for every problem of the kind. */
    public String title() {
        return title;
    }

    /** Returns what a developer who meets it should know. */
    public String explanation() {
        return explanation;
    }

    /** Returns the last part of the type URI, such as {@code state-conflict}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the path of its page, below the public URL. */
    public String path() {
        return "/problems/" + slug();
    }

    /** Finds the kind by the last part of its URI. */
    public static Optional<ProblemType> ofSlug(String slug) {
        for (ProblemType type : values()) {
            if (type.slug().equals(slug)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
