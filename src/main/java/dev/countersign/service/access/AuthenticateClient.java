package dev.countersign.service.access;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.verifier.ClientAuthenticationVerifier;
import com.nimbusds.oauth2.sdk.auth.verifier.InvalidClientException;
import com.nimbusds.oauth2.sdk.auth.verifier.JWTAudienceCheck;
import com.nimbusds.oauth2.sdk.auth.verifier.PKIClientX509CertificateBindingVerifier;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.countersign.service.platform.OAuthProblem;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.TokenHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates a machine client at the token endpoint: a secret in the header or in the form (RFC 6749 section 2.3.1), or
 * a signed assertion (RFC 7523, {@code private_key_jwt}) that is accepted once.
 *
 * <p>Gap: mutual TLS (RFC 8705) is not offered yet.
 */
@ApplicationScoped
public class AuthenticateClient {
    private static final long MAX_LIFETIME_SECONDS = 600;

    /** mTLS clients are not verified here. */
    private static final @Nullable PKIClientX509CertificateBindingVerifier<MachineClient> NO_CERTIFICATES = null;

    private final MachineClients clients;
    private final PublicUrl publicUrl;
    private final ClientAuthenticationVerifier<MachineClient> assertions;

    AuthenticateClient(MachineClients clients, PublicUrl publicUrl) {
        this.clients = clients;
        this.publicUrl = publicUrl;
        ClientKeys keys = new ClientKeys(clients);
        this.assertions = new ClientAuthenticationVerifier<>(
                keys,
                NO_CERTIFICATES,
                Set.of(
                        new Audience(publicUrl.uri()),
                        new Audience(publicUrl.resolve("/oauth/token")),
                        // OpenID CIBA Core 1.0 7.1.
                        new Audience(publicUrl.resolve("/oauth/bc-authorize"))),
                JWTAudienceCheck.LEGACY,
                keys,
                MAX_LIFETIME_SECONDS);
    }

    /**
     * Returns the client that the request proves.
     *
     * @throws OAuthProblem {@code invalid_client}, always in the same words
     */
    public MachineClient authenticate(TokenForm form) {
        ClientAuthentication presented = parse(form);
        Optional<MachineClient> client =
                clients.find(presented.getClientID().getValue()).filter(found -> found.state() == AccountState.ACTIVE);
        if (client.isEmpty() || !proves(presented)) {
            throw refused();
        }
        return client.get();
    }

    private ClientAuthentication parse(TokenForm form) {
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, publicUrl.resolve("/oauth/token"));
        request.setEntityContentType(ContentType.APPLICATION_URLENCODED);
        form.header("authorization").ifPresent(request::setAuthorization);
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        form.parameters().forEach((name, value) -> parameters.put(name, List.of(value)));
        request.setBody(URLUtils.serializeParameters(parameters));
        try {
            ClientAuthentication authentication = ClientAuthentication.parse(request);
            if (authentication == null) {
                throw refused();
            }
            return authentication;
        } catch (ParseException e) {
            throw refused();
        }
    }

    private boolean proves(ClientAuthentication presented) {
        if (presented instanceof PlainClientSecret secret) {
            Optional<byte[]> hash = clients.secretHash(presented.getClientID().getValue());
            return hash.isPresent()
                    && TokenHash.matches(hash.get(), secret.getClientSecret().getValue());
        }
        // Without a jti it could be used again until it expires.
        if (!(presented instanceof PrivateKeyJWT assertion)
                || assertion.getJWTAuthenticationClaimsSet().getJWTID() == null) {
            return false;
        }
        try {
            assertions.verify(presented, Set.of(), null);
            return true;
        } catch (InvalidClientException | JOSEException | ClientKeys.UsedAssertionException e) {
            return false;
        }
    }

    private static OAuthProblem refused() {
        return new OAuthProblem(401, "invalid_client", "Client authentication failed.");
    }
}
