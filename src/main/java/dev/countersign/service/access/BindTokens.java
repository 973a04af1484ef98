package dev.countersign.service.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.platform.OAuthProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Binds a client's access tokens to its certificate (RFC 8705 section 3.1). Every grant for machine clients asks it. */
@ApplicationScoped
public class BindTokens {
    static final String CONFIRMATION = "cnf";
    static final String THUMBPRINT = "x5t#S256";

    private final Clock clock;

    BindTokens(Clock clock) {
        this.clock = clock;
    }

    /**
     * Returns the thumbprint of the certificate that a token of this client is to be bound to; empty when its tokens are not
     * bound.
     *
     * @param form the request that the client made
     * @throws OAuthProblem {@code invalid_request} when its tokens are bound and it showed no certificate, or one that is
     *     not valid now
     */
    public Optional<String> thumbprint(MachineClient client, TokenForm form) {
        if (client.proof().binding() == TokenBinding.NONE) {
            return Optional.empty();
        }
        return Optional.of(form.certificate()
                .filter(shown -> shown.isValidAt(clock.instant()))
                .orElseThrow(() -> new OAuthProblem(
                        400, "invalid_request", "The client's tokens are bound to a certificate; show a valid one."))
                .thumbprint());
    }

    /**
     * Returns the same as claims of a token, to be given to {@link AccessTokens#issue}.
     *
     * @throws OAuthProblem as {@link #thumbprint} does
     */
    public ObjectNode claims(MachineClient client, TokenForm form) {
        ObjectNode claims = Json.object();
        thumbprint(client, form)
                .ifPresent(bound -> claims.putObject(CONFIRMATION).put(THUMBPRINT, bound));
        return claims;
    }
}
