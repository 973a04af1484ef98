package dev.countersign.service.portal;

/**
 * Names a sign-in to the wallet; a name, not a secret.
 *
 * @param value {@code sgn_...}
 */
public record SignInId(String value) {}
