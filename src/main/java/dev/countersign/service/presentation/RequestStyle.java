package dev.countersign.service.presentation;

import dev.countersign.protocol.jose.CertificateChain;
import dev.countersign.protocol.openid4vp.ClientId;
import dev.countersign.protocol.openid4vp.ClientIdPrefix;
import dev.countersign.protocol.openid4vp.RequestSigner;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.trust.OrganisationDid;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** By which client identifier we ask which wallets, and with which key we sign for it. */
@ApplicationScoped
class RequestStyle {
    /** How plain wallets are asked: {@code x509_san_dns} (signed) or {@code redirect_uri} (unsigned, by value). */
    static final String PLAIN_PREFIX = "countersign.presentation.plain-prefix";

    private final OrganisationKeys keys;
    private final OrganisationDid did;
    private final PublicUrl publicUrl;
    private final ClientIdPrefix plain;

    RequestStyle(
            OrganisationKeys keys,
            OrganisationDid did,
            PublicUrl publicUrl,
            @ConfigProperty(name = PLAIN_PREFIX, defaultValue = "x509_san_dns") String plainPrefix) {
        this.keys = keys;
        this.did = did;
        this.publicUrl = publicUrl;
        this.plain = plain(plainPrefix);
    }

    private static ClientIdPrefix plain(String wireName) {
        return switch (wireName.toLowerCase(Locale.ROOT)) {
            case "x509_san_dns" -> ClientIdPrefix.X509_SAN_DNS;
            case "redirect_uri" -> ClientIdPrefix.REDIRECT_URI;
            default ->
                throw new IllegalStateException(
                        PLAIN_PREFIX + ": " + wireName + " (expected: x509_san_dns or redirect_uri)");
        };
    }

    /**
     * Returns the client identifier for a kind of wallet.
     *
     * @param responseUri where this request is answered
     * @throws IllegalStateException when a certificate is needed and none is configured
     */
    ClientId clientId(WalletProfile profile, URI responseUri) {
        return switch (profile) {
            case OWN ->
                new ClientId(ClientIdPrefix.DECENTRALIZED_IDENTIFIER, did.did().toString());
            case HAIP -> new ClientId(ClientIdPrefix.X509_HASH, chain().sha256Hash());
            case PLAIN ->
                plain == ClientIdPrefix.REDIRECT_URI
                        ? new ClientId(plain, responseUri.toString())
                        : new ClientId(plain, publicUrl.uri().getHost());
        };
    }

    /** Returns with which key a request under this identifier is signed. */
    RequestSigner signer(ClientId clientId) {
        return switch (clientId.prefix()) {
            case DECENTRALIZED_IDENTIFIER ->
                new RequestSigner.ByDid(
                        keys.signer(KeyUse.VERIFIER),
                        did.keyName(KeyUse.VERIFIER).toString());
            case X509_HASH, X509_SAN_DNS -> new RequestSigner.ByCertificate(keys.certificateSigner(), chain());
            case REDIRECT_URI, VERIFIER_ATTESTATION, OPENID_FEDERATION, PRE_REGISTERED ->
                throw new IllegalStateException(
                        "client_id prefix: " + clientId.prefix() + " (expected: one that we sign for)");
        };
    }

    private CertificateChain chain() {
        List<X509Certificate> certificates = keys.certificateChain();
        if (certificates.isEmpty()) {
            throw new IllegalStateException(
                    "This kind of wallet is asked with the organisation's certificate, and none is"
                            + " configured. Set one, or ask with countersign.presentation.plain-prefix=redirect_uri.");
        }
        return CertificateChain.of(withoutAnchor(certificates));
    }

    /** HAIP 1.0 section 4: the anchor is not part of x5c. */
    private static List<X509Certificate> withoutAnchor(List<X509Certificate> certificates) {
        List<X509Certificate> chain = new ArrayList<>(certificates.subList(0, 1));
        certificates.stream()
                .skip(1)
                .filter(issuer -> !issuer.getSubjectX500Principal().equals(issuer.getIssuerX500Principal()))
                .forEach(chain::add);
        return chain;
    }
}
