package dev.countersign.service.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * How a machine client proves who it is: the values of {@code token_endpoint_auth_method} (RFC 7591 section 2, RFC 8705
 * section 2). A client has one; every other is refused.
 */
public enum ClientMethod {
    /** A secret. Where it is put makes no difference here: what may come in the header may come in the form. */
    @JsonProperty("client_secret_basic")
    CLIENT_SECRET_BASIC,
    /** A secret, as {@link #CLIENT_SECRET_BASIC}. */
    @JsonProperty("client_secret_post")
    CLIENT_SECRET_POST,
    /** A signed assertion (RFC 7523). */
    @JsonProperty("private_key_jwt")
    PRIVATE_KEY_JWT,
    /** A certificate of an authority that we trust, with the registered subject (RFC 8705 section 2.1). */
    @JsonProperty("tls_client_auth")
    TLS_CLIENT_AUTH,
    /** A certificate with a registered key (RFC 8705 section 2.2). */
    @JsonProperty("self_signed_tls_client_auth")
    SELF_SIGNED_TLS_CLIENT_AUTH;

    /** Returns the standards' name. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether the client has a secret. */
    public boolean isSecret() {
        return this == CLIENT_SECRET_BASIC || this == CLIENT_SECRET_POST;
    }

    /** Returns whether the client authenticates by its certificate. */
    public boolean isCertificate() {
        return this == TLS_CLIENT_AUTH || this == SELF_SIGNED_TLS_CLIENT_AUTH;
    }

    /** Returns whether the client cannot do without registered keys. */
    public boolean needsKeys() {
        return this == PRIVATE_KEY_JWT || this == SELF_SIGNED_TLS_CLIENT_AUTH;
    }
}
