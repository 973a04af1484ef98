package dev.countersign.service.access;

/** What access tokens of a client are bound to. */
public enum TokenBinding {
    /** Nothing: whoever has the token may use it (RFC 6750). */
    NONE,
    /** The client's certificate: {@code tls_client_certificate_bound_access_tokens} (RFC 8705 section 3.4). */
    CERTIFICATE
}
