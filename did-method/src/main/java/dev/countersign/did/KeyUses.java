package dev.countersign.did;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a key can do at all, whatever a document would like it to do. */
final class KeyUses {
    private static final Set<VerificationRelationship> AGREEMENT =
            Collections.unmodifiableSet(EnumSet.of(VerificationRelationship.KEY_AGREEMENT));
    private static final Set<VerificationRelationship> SIGNING =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(VerificationRelationship.KEY_AGREEMENT)));
    private static final Set<VerificationRelationship> ALL =
            Collections.unmodifiableSet(EnumSet.allOf(VerificationRelationship.class));

    private KeyUses() {}

    /** Returns agreement for X25519, signing for Ed25519 and secp256k1, both for the curves that serve ECDSA and ECDH. */
    static Set<VerificationRelationship> of(PublicKey key) {
        if (key instanceof ECPublicKey ec) {
            // RFC 8812 section 5 leaves open whether secp256k1 is fit for agreement; so it is not used for that.
            return EcCurve.of(ec).filter(curve -> curve == EcCurve.SECP256K1).isPresent() ? SIGNING : ALL;
        }
        return OctetKey.of(key).filter(kind -> kind == OctetKey.X25519).isPresent() ? AGREEMENT : SIGNING;
    }

    /** Returns what did:key says a key is for: a curve that could serve both is listed for signatures. */
    static Set<VerificationRelationship> ofDidKey(PublicKey key) {
        Set<VerificationRelationship> able = of(key);
        return able.equals(AGREEMENT) ? AGREEMENT : SIGNING;
    }

    /** Returns those of {@code able} that the member {@code use} of a JWK (RFC 7517 section 4.2) leaves. */
    static Set<VerificationRelationship> narrowed(Set<VerificationRelationship> able, String use) {
        Set<VerificationRelationship> narrowed = EnumSet.noneOf(VerificationRelationship.class);
        narrowed.addAll(able);
        narrowed.retainAll(
                switch (use) {
                    case "sig" -> SIGNING;
                    case "enc" -> AGREEMENT;
                    default -> ALL;
                });
        return narrowed;
    }
}
