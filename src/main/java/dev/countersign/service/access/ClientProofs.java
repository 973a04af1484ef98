package dev.countersign.service.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PKITLSClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.SelfSignedTLSClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.verifier.ClientAuthenticationVerifier;
import com.nimbusds.oauth2.sdk.auth.verifier.Context;
import com.nimbusds.oauth2.sdk.auth.verifier.InvalidClientException;
import com.nimbusds.oauth2.sdk.auth.verifier.JWTAudienceCheck;
import com.nimbusds.oauth2.sdk.auth.verifier.PKIClientX509CertificateBindingVerifier;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Judges assertions and certificates by what a client has registered, with the OAuth library's verifier. */
@ApplicationScoped
class ClientProofs {
    private static final Logger LOG = Logger.getLogger(ClientProofs.class);
    private static final long MAX_LIFETIME_SECONDS = 600;

    /** The endpoints at which clients authenticate. */
    private static final List<String> ENDPOINTS = List.of("/oauth/token", "/oauth/bc-authorize");

    private final ClientAuthenticationVerifier<MachineClient> verifier;
    private final ClientAuthorities authorities;
    private final Clock clock;

    ClientProofs(MachineClients clients, Addresses addresses, ClientAuthorities authorities, Clock clock) {
        this.authorities = authorities;
        this.clock = clock;
        ClientKeys keys = new ClientKeys(clients);
        this.verifier = new ClientAuthenticationVerifier<>(
                keys,
                new RegisteredSubject(),
                addresses.audiences(),
                JWTAudienceCheck.LEGACY,
                keys,
                MAX_LIFETIME_SECONDS);
    }

    /** By what names client assertions may mean us (RFC 7523 section 3, step 3). */
    @ApplicationScoped
    static class Addresses {
        private final PublicUrl publicUrl;
        private final MutualTls mutualTls;

        Addresses(PublicUrl publicUrl, MutualTls mutualTls) {
            this.publicUrl = publicUrl;
            this.mutualTls = mutualTls;
        }

        Set<Audience> audiences() {
            return Stream.concat(
                            Stream.of(publicUrl.uri()),
                            ENDPOINTS.stream().flatMap(path -> mutualTls.addresses(path).stream()))
                    .map(Audience::new)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Returns whether the client made this assertion, for us and for the first time. */
    boolean isBy(MachineClient client, PrivateKeyJWT assertion) {
        // Without a jti it could be used again until it expires.
        return assertion.getJWTAuthenticationClaimsSet().getJWTID() != null && verifies(client, assertion);
    }

    /** Returns whether the certificate is the client's, and valid now. */
    boolean isBy(MachineClient client, ClientCertificate certificate) {
        if (!certificate.isValidAt(clock.instant())) {
            LOG.debugf("client %s showed a certificate that is not valid now", client.id());
            return false;
        }
        ClientID id = new ClientID(client.id());
        if (client.proof().method() == ClientMethod.TLS_CLIENT_AUTH) {
            return authorities.vouchFor(certificate)
                    && verifies(client, new PKITLSClientAuthentication(id, certificate.own()));
        }
        return client.keys().filter(keys -> keys.holds(certificate.own())).isPresent()
                && verifies(client, new SelfSignedTLSClientAuthentication(id, certificate.own()));
    }

    private boolean verifies(MachineClient client, ClientAuthentication presented) {
        Context<MachineClient> context = new Context<>();
        context.set(client);
        try {
            verifier.verify(presented, Set.of(), context);
            return true;
        } catch (InvalidClientException | JOSEException | ClientKeys.UsedAssertionException e) {
            LOG.debugf("client %s is refused: %s", client.id(), e.getMessage());
            return false;
        }
    }

    /** RFC 8705 2.1: the subject of the certificate, which an authority that we trust has issued, is the registered one. */
    private static final class RegisteredSubject implements PKIClientX509CertificateBindingVerifier<MachineClient> {
        @Override
        public void verifyCertificateBinding(ClientID id, X509Certificate certificate, Context<MachineClient> context)
                throws InvalidClientException {
            boolean named = context.get()
                    .proof()
                    .subject()
                    .filter(subject -> subject.isNamedBy(certificate))
                    .isPresent();
            if (!named) {
                throw new InvalidClientException("RFC 8705 2.1: the certificate names somebody else");
            }
        }
    }
}
