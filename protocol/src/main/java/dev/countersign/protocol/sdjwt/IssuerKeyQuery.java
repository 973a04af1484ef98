package dev.countersign.protocol.sdjwt;

import dev.countersign.protocol.jose.CertificateChain;
import java.time.Instant;
import java.util.Optional;

/**
 * Whose key is asked for; all of it is what an unverified credential says.
 *
 * @param issuer claim {@code iss}
 * @param keyId header {@code kid}
 * @param x5c header {@code x5c}, not verified
 * @param vct type of the credential; empty for a plain SD-JWT
 * @param issuedAt claim {@code iat}, where it is not selectively disclosable
 */
public record IssuerKeyQuery(
        Optional<String> issuer,
        Optional<String> keyId,
        Optional<CertificateChain> x5c,
        Optional<String> vct,
        Optional<Instant> issuedAt) {}
