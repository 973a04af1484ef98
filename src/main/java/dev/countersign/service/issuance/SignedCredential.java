package dev.countersign.service.issuance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.sdjwt.DisclosureFrame;
import dev.countersign.protocol.sdjwt.SdJwtIssuer;
import dev.countersign.protocol.statuslist.StatusReference;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes SD-JWT VCs in which every claim about the customer can be disclosed on its own. */
@ApplicationScoped
class SignedCredential {
    private final OrganisationKeys keys;
    private final PublicUrl publicUrl;
    private final Random random;

    SignedCredential(OrganisationKeys keys, PublicUrl publicUrl, Random random) {
        this.keys = keys;
        this.publicUrl = publicUrl;
        this.random = random;
    }

    /** What ties one copy to its Holder, and where it is revoked. */
    record Binding(PublicJwk holderKey, StatusReference status) {}

    /** When a credential begins and ends. */
    record Times(Instant issuedAt, Instant expiresAt) {
        /** Full hours: the second of issuance would be a name that two verifiers could compare. */
        static Times of(CredentialType type, Instant now) {
            Instant hour = now.truncatedTo(ChronoUnit.HOURS);
            return new Times(hour, hour.plus(type.lifetime()));
        }
    }

    /** Returns one copy, compact, with all its disclosures. */
    String sign(CredentialType type, OfferedClaims claims, Times times, Binding binding) {
        ObjectNode payload = claims.in(type)
                .put("iss", publicUrl.uri().toString())
                .put("iat", times.issuedAt().getEpochSecond())
                .put("exp", times.expiresAt().getEpochSecond())
                .put("vct", type.vct());
        payload.putObject("cnf")
                .set("jwk", PublicJwk.of(binding.holderKey().toPublicKey()).toJson());
        payload.set("status", binding.status().toJson());
        String keyId = keys.publicKey(KeyUse.ISSUER).keyId().orElseThrow();
        return new SdJwtIssuer(keys.signer(KeyUse.ISSUER), keyId, random::bytes)
                .issue(payload, new DisclosureFrame(type.paths(), 0))
                .compact();
    }
}
