package dev.countersign.service.holder.web;

import dev.countersign.service.holder.AuthenticateWallet.SignedIn;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;

/**
 * Compares the body of a wallet's request with the hash in its proof, before anything reads it. Methods that carry no
 * body are not looked at: nothing here reads theirs.
 */
@Provider
class ProvenBody implements ContainerRequestFilter {
    private static final Set<String> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final SecurityIdentity identity;

    ProvenBody(SecurityIdentity identity) {
        this.identity = identity;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (!WITH_BODY.contains(request.getMethod())
                || !request.getUriInfo().getPath().startsWith("/wallet/v1/")) {
            return;
        }
        SignedIn signedIn = identity.getAttribute(WalletIdentities.SIGNED_IN);
        if (signedIn == null) {
            return;
        }
        byte[] body = WalletBody.bounded(request.getEntityStream().readNBytes(WalletBody.MAX_BYTES + 1));
        if (!signedIn.proof().covers(body)) {
            throw new Problem(ProblemType.UNAUTHENTICATED, "The proof was made for another body.")
                    .because("body-hash-mismatch");
        }
        request.setEntityStream(new ByteArrayInputStream(body));
    }
}
