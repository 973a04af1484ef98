package dev.countersign.service.portal.web;

import dev.countersign.service.platform.OwnOrigin;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets only our own page change anything at the portal, signed in or not: a browser sends the cookies whoever made it send the
 * request. SameSite keeps other sites out; this keeps them out again, and sibling hosts too.
 */
class OwnPageOnly {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final OwnOrigin ownOrigin;

    OwnPageOnly(OwnOrigin ownOrigin) {
        this.ownOrigin = ownOrigin;
    }

    @ServerRequestFilter
    void check(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        boolean portal = ("/" + path).replace("//", "/").startsWith(PortalMechanism.CALLS);
        if (portal && !SAFE.contains(request.getMethod()) && !ownOrigin.isOurs(request.getHeaderString("Origin"))) {
            throw new Problem(ProblemType.FORBIDDEN, "The Origin header does not name us.");
        }
    }
}
