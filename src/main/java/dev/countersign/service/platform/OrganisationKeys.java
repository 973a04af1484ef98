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
    /** Returns the signer with the key of a use that is in force. */
    JwsSigner signer(KeyUse use);

    /** Returns the public key of a use that is in force; its {@code kid} is its RFC 7638 thumbprint. */
    PublicJwk publicKey(KeyUse use);

    /** Returns all public keys of a use, newest first: announced ones, the one in force, those it replaced. */
    List<PublicJwk> publicKeys(KeyUse use);

    /** Returns the key pair of a use that is in force. */
    KeyPair keyPair(KeyUse use);

    /**
     * Makes a new key and returns its id. It signs nothing before {@link #bringIntoForce}: verifiers must be able to see it
     * first. Durable when it returns.
     */
    String announce(KeyUse use);

    /**
     * Puts an announced key in force; the one before stays readable. Durable, and true on this node, when it returns; true
     * on the others within a minute. Does nothing for a key that is in force.
     *
     * @throws IllegalArgumentException when there is no such key of this use
     */
    void bringIntoForce(KeyUse use, String keyId);

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
