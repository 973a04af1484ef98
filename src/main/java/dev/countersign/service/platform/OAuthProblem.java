package dev.countersign.service.platform;

/**
 * Ends a request of an OAuth, OpenID4VP, OpenID4VCI or CIBA endpoint with the OAuth error form (RFC 6749 section 5.2).
 */
public final class OAuthProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    /**
     * Makes one.
     *
     * @param status the HTTP status, 400 to 599
     * @param error the code that the standard names, for example {@code invalid_grant}
     * @param description for the developer on the other side; no secret
     */
    public OAuthProblem(int status, String error, String description) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the error code. */
    public String error() {
        return error;
    }

    /** Returns the description. */
    public String description() {
        return String.valueOf(getMessage());
    }
}
