package dev.countersign.protocol;

import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The one list of vector cases whose verdict we do not share, each with the reason. All vector tests of this module look
 * here, by the id of the case or by the path of its file in the vectors' directory; whoever adds a line says which text
 * decides.
 */
public final class ContestedCases {
    private static final String SUN_EC =
            "the JDK's own SunEC refuses this valid signature, whose r was reduced by the order (one in 2^128 is such)";

    private static final Map<String, String> REASONS = Map.of(
            "json_web_encryption_test/76",
            "it names no key; OpenID4VP 1.0 section 8.3 demands kid, and our own case jwe-kid-missing its refusal",
            "ecdsa_secp256r1_sha256_p1363_test/115",
            SUN_EC,
            "ecdsa_secp256r1_sha256_p1363_test/257",
            SUN_EC,
            "ecdsa_secp384r1_sha384_p1363_test/275",
            SUN_EC,
            "consistency/additional/sizes-are-equal-one-and-proof-is-empty",
            "its roots are 12 bytes long; RFC 6962 section 2.1 hashes with SHA-256");

    private ContestedCases() {}

    /** Skips the test of a contested case, with the reason. */
    public static void skip(String id) {
        String reason = REASONS.get(id);
        Assumptions.assumeTrue(reason == null, () -> id + " is contested: " + reason);
    }
}
