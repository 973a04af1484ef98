package dev.countersign.protocol.sdjwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** RFC 9901 section 7.3 step 5: the holder of the credential's key signed this presentation for this request. */
final class KeyBindingCheck {
    private static final Set<SignatureAlgorithm> ALGORITHMS =
            Collections.unmodifiableSet(EnumSet.allOf(SignatureAlgorithm.class));

    private final KeyBinding.Required required;
    private final Instant now;
    private final Duration maxSkew;

    KeyBindingCheck(KeyBinding.Required required, Instant now, Duration maxSkew) {
        this.required = required;
        this.now = now;
        this.maxSkew = maxSkew;
    }

    /** Returns the KB-JWT's claims, or a refusal. */
    Verification<ObjectNode> check(SdJwt presented, @Nullable PublicJwk holderKey) {
        Jws keyBinding = presented.keyBinding().orElse(null);
        // Step 5.1: the key is the credential's; one that the KB-JWT brings itself means nothing.
        if (keyBinding == null || holderKey == null) {
            return holderBindingInvalid("step 5.1: no holder key in the credential");
        }
        // Steps 5.2 and 5.3; of step 5.8, crit.
        Verification<ObjectNode> signed = keyBinding.verify(holderKey, ALGORITHMS);
        if (!(signed instanceof Verification.Verified<ObjectNode> verified)) {
            return holderBindingInvalid("step 5.3: alg or signature");
        }
        // Step 5.4: any other token that the holder signed is not consent to this.
        if (!keyBinding.type().filter(Rfc9901.KB_JWT_TYPE::equals).isPresent()) {
            return holderBindingInvalid("step 5.4: typ (expected: kb+jwt)");
        }
        try {
            return inContext(presented, verified.value());
        } catch (MalformedInputException e) {
            return holderBindingInvalid("step 5.8: " + e.getMessage());
        }
    }

    private Verification<ObjectNode> inContext(SdJwt presented, ObjectNode claims) {
        JsonMembers members = JsonMembers.of(claims, "RFC 9901 4.3");
        // Step 5.5
        Instant issuedAt = members.numericDate("iat");
        if (!now.isBefore(issuedAt.plus(required.maxAge())) || issuedAt.isAfter(now.plus(maxSkew))) {
            return rejected(RejectionReason.STALE, "step 5.5: iat");
        }
        // Step 5.6
        if (!isText(claims, "nonce", required.nonce().value())) {
            return rejected(RejectionReason.WRONG_NONCE, "step 5.6: nonce");
        }
        if (!isText(claims, "aud", required.audience().value())) {
            return rejected(RejectionReason.WRONG_AUDIENCE, "step 5.6: aud");
        }
        // Step 5.7: a disclosure added or taken away after the holder signed shows here.
        String hash = DigestAlgorithm.of(presented.sharedPayload())
                .map(algorithm -> algorithm.digest(presented.boundPart()))
                .orElse("");
        if (hash.isEmpty() || !isText(claims, Rfc9901.SD_HASH, hash)) {
            return holderBindingInvalid("step 5.7: sd_hash");
        }
        // Step 5.8
        Instant expiresAt = members.optionalNumericDate("exp").orElse(Instant.MAX);
        Instant notBefore = members.optionalNumericDate("nbf").orElse(Instant.MIN);
        if (!now.minus(maxSkew).isBefore(expiresAt) || notBefore.isAfter(now.plus(maxSkew))) {
            return rejected(RejectionReason.STALE, "step 5.8: exp or nbf");
        }
        return Verification.verified(claims);
    }

    private static boolean isText(ObjectNode claims, String name, String expected) {
        JsonNode value = claims.get(name);
        return value != null
                && value.isTextual()
                && MessageDigest.isEqual(
                        value.textValue().getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static Verification<ObjectNode> holderBindingInvalid(String detail) {
        return rejected(RejectionReason.HOLDER_BINDING_INVALID, detail);
    }

    private static Verification<ObjectNode> rejected(RejectionReason reason, String detail) {
        return Verification.rejected(reason, "RFC 9901 7.3 " + detail);
    }
}
