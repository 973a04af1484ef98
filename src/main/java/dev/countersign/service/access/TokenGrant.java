package dev.countersign.service.access;

/**
 * One grant type of the token endpoint. Features add theirs as a CDI bean; {@code POST /oauth/token} finds it by name.
 *
 * <p>The answer is sent with {@code Cache-Control: no-store}. A grant refuses by throwing
 * {@link dev.countersign.service.platform.OAuthProblem}.
 */
public interface TokenGrant {
    /** Returns the value of {@code grant_type}. */
    String grantType();

    /** Exchanges what the request holds for tokens. */
    TokenAnswer grant(TokenForm form);
}
