package dev.countersign.did;

import java.security.PublicKey;

/** The key of a {@link VerificationMethod}: one that we can use, or one of a kind that we only know by name. */
public sealed interface VerificationKey {

    /** A valid key: right length, on its curve, without private parts. */
    record Usable(PublicKey publicKey) implements VerificationKey {}

    /**
     * A key of another kind, which this library never hands out.
     *
     * @param kind what it says it is, as {@code secp256k1}
     */
    record Unsupported(String kind) implements VerificationKey {}
}
