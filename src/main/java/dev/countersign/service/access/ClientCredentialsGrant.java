package dev.countersign.service.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.platform.OAuthProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The grant of machine clients (RFC 6749 section 4.4): a bearer token for {@code /api}, for ten minutes. */
@ApplicationScoped
class ClientCredentialsGrant implements TokenGrant {
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final AuthenticateClient authenticateClient;
    private final AccessTokens tokens;
    private final BindTokens bindTokens;

    ClientCredentialsGrant(AuthenticateClient authenticateClient, AccessTokens tokens, BindTokens bindTokens) {
        this.authenticateClient = authenticateClient;
        this.tokens = tokens;
        this.bindTokens = bindTokens;
    }

    @Override
    public String grantType() {
        return "client_credentials";
    }

    @Override
    public TokenAnswer grant(TokenForm form) {
        MachineClient client = authenticateClient.authenticate(form);
        Set<String> scopes = scopes(form, client);
        String token = tokens.issue(new AccessTokens.Claims(
                client.id(), client.id(), tokens.apiAudience(), scopes, LIFETIME, bindTokens.claims(client, form)));
        ObjectNode body = Json.object()
                .put("access_token", token)
                .put("token_type", "Bearer")
                .put("expires_in", LIFETIME.toSeconds())
                .put("scope", String.join(" ", new TreeSet<>(scopes)));
        return new TokenAnswer(body);
    }

    /** RFC 6749 3.3: all of the client's scopes when none are named. */
    private static Set<String> scopes(TokenForm form, MachineClient client) {
        if (form.parameter("scope").isEmpty()) {
            return client.scopes();
        }
        Set<String> asked = Arrays.stream(form.parameter("scope").get().split(" ", -1))
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (!client.scopes().containsAll(asked)) {
            throw new OAuthProblem(400, "invalid_scope", "The client may not have one of these scopes.");
        }
        return asked;
    }
}
