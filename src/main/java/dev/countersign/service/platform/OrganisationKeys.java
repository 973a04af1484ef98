package dev.countersign.service.platform;

import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.PublicJwk;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The organisation's own keys, all of them P-256 (ES256). Made at the first start, the same on every node and after every
 * restart; a key that is replaced stays readable, so that what it signed can still be verified.
 *
 * <p>The port allows a key management service: private keys leave it only for {@link KeyUse#VAPID}, whose library asks
 * for them.
 */
public interface OrganisationKeys {
    /** Returns the signer with the newest key of a use. */
    JwsSigner signer(KeyUse use);

    /** Returns the newest public key of a use; its {@code kid} is its RFC 7638 thumbprint. */
    PublicJwk publicKey(KeyUse use);

    /** Returns all public keys of a use, newest first. */
    List<PublicJwk> publicKeys(KeyUse use);

    /** Returns the newest key pair of a use. */
    KeyPair keyPair(KeyUse use);

    /** Makes a new key for a use; the older ones stay. Durable, and on this node in force, when it returns. */
    void rotate(KeyUse use);

    /**
     * Returns the organisation's certificate and what leads to its issuer, leaf first: configured in production, made by
     * a development authority otherwise. Empty in production when none is configured.
     */
    List<X509Certificate> certificateChain();

    /**
     * Returns the signer with the key of the certificate.
     *
     * @throws IllegalStateException when no certificate is configured
     */
    JwsSigner certificateSigner();

    /** Returns the development authority's certificate; empty when a certificate is configured, and in production. */
    Optional<X509Certificate> developmentAnchor();
}
