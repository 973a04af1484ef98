package dev.countersign.service.access;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.countersign.service.platform.OAuthProblem;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.TokenHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Authenticates a machine client at the token endpoint and its like, in the one way that it is registered for: a secret in
 * the header or in the form (RFC 6749 section 2.3.1), a signed assertion that is accepted once (RFC 7523), or a
 * certificate (RFC 8705 section 2).
 */
@ApplicationScoped
public class AuthenticateClient {
    private final MachineClients clients;
    private final PublicUrl publicUrl;
    private final ClientProofs proofs;

    AuthenticateClient(MachineClients clients, PublicUrl publicUrl, ClientProofs proofs) {
        this.clients = clients;
        this.publicUrl = publicUrl;
        this.proofs = proofs;
    }

    /**
     * Returns the client that the request proves.
     *
     * @throws OAuthProblem {@code invalid_client}, always in the same words
     */
    public MachineClient authenticate(TokenForm form) {
        Optional<ClientAuthentication> presented = parse(form);
        String id = presented
                .map(authentication -> authentication.getClientID().getValue())
                .or(() -> form.parameter("client_id"))
                .orElseThrow(AuthenticateClient::refused);
        return clients.find(id)
                .filter(client -> client.state() == AccountState.ACTIVE)
                .filter(client -> proves(client, presented, form.certificate()))
                .orElseThrow(AuthenticateClient::refused);
    }

    /** Reads a secret or an assertion; empty when there is neither, as from a client with a certificate. */
    private Optional<ClientAuthentication> parse(TokenForm form) {
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, publicUrl.resolve("/oauth/token"));
        request.setEntityContentType(ContentType.APPLICATION_URLENCODED);
        form.header("authorization").ifPresent(request::setAuthorization);
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        form.parameters().forEach((name, value) -> parameters.put(name, List.of(value)));
        request.setBody(URLUtils.serializeParameters(parameters));
        try {
            List<ClientAuthentication> found = ClientAuthentication.parseCandidates(request);
            if (found == null) {
                return Optional.empty();
            }
            // RFC 6749 2.3: a client must not use more than one way in a request.
            if (found.size() > 1) {
                throw refused();
            }
            return Optional.of(found.get(0));
        } catch (ParseException e) {
            throw refused();
        }
    }

    /** A switch over what is registered, not over what was sent: a leaked secret does not stand in for a certificate. */
    private boolean proves(
            MachineClient client, Optional<ClientAuthentication> presented, Optional<ClientCertificate> certificate) {
        return switch (client.proof().method()) {
            case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST ->
                presented
                        .filter(PlainClientSecret.class::isInstance)
                        .filter(secret -> isSecretOf(client, (PlainClientSecret) secret))
                        .isPresent();
            case PRIVATE_KEY_JWT ->
                presented
                        .filter(PrivateKeyJWT.class::isInstance)
                        .filter(assertion -> proofs.isBy(client, (PrivateKeyJWT) assertion))
                        .isPresent();
            case TLS_CLIENT_AUTH, SELF_SIGNED_TLS_CLIENT_AUTH ->
                presented.isEmpty()
                        && certificate
                                .filter(shown -> proofs.isBy(client, shown))
                                .isPresent();
        };
    }

    private boolean isSecretOf(MachineClient client, PlainClientSecret secret) {
        return clients.secretHash(client.id())
                .filter(hash -> TokenHash.matches(hash, secret.getClientSecret().getValue()))
                .isPresent();
    }

    private static OAuthProblem refused() {
        return new OAuthProblem(401, "invalid_client", "Client authentication failed.");
    }
}
