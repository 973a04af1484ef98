package dev.countersign.service.access.web;

import dev.countersign.service.access.ActAs;
import dev.countersign.service.access.MachineClient;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;

/** Puts the client into the request's security identity. */
@ApplicationScoped
class ActAsIdentity implements ActAs {
    private final CurrentIdentityAssociation identities;

    ActAsIdentity(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    @Override
    public void client(MachineClient client) {
        identities.setIdentity(QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(IdentityCaller.CLIENT_PREFIX + client.id()))
                .addRoles(
                        client.scopes().stream().map(scope -> "scope:" + scope).collect(Collectors.toSet()))
                .addAttribute(IdentityCaller.DISPLAY_NAME, client.name())
                .build());
    }
}
