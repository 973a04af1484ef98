package dev.countersign.service.holder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.statuslist.StatusReference;
import java.time.Instant;
import java.util.Optional;

/**
 * A credential of another issuer that a customer presented and we verified: what was asked of it, as it was then. Whether
 * it still holds says its status.
 *
 * @param id {@code crd_...}
 * @param claims those that were asked for and disclosed, no others; personal
 * @param status where its status stands
 * @param holderKeyThumbprint RFC 7638, of the key that it is bound to; absent when it is bound to none
 */
public record RegisteredCredential(
        String id,
        CustomerId customer,
        String issuer,
        String vct,
        ObjectNode claims,
        Validity validity,
        Optional<StatusReference> status,
        Optional<String> holderKeyThumbprint,
        Instant registeredAt) {

    /** From when to when the issuer vouches for it. */
    public record Validity(Optional<Instant> issuedAt, Optional<Instant> expiresAt) {}

    public RegisteredCredential {
        claims = claims.deepCopy();
    }

    @Override
    public ObjectNode claims() {
        return claims.deepCopy();
    }

    @Override
    public String toString() {
        return "RegisteredCredential[" + id + "]";
    }
}
