package dev.countersign.service.platform.web;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Whoever reads problems may call everything: a generated client of an endpoint without an answer's body accepts {@code
 * application/problem+json} and nothing else, and would be refused for that.
 */
@Singleton
class AcceptedProblems {
    private static final String PROBLEM = "application/problem+json";

    @ServerRequestFilter(preMatching = true)
    void widen(ContainerRequestContext context) {
        String accept = context.getHeaderString(HttpHeaders.ACCEPT);
        if (accept != null && accept.strip().equals(PROBLEM)) {
            context.getHeaders().putSingle(HttpHeaders.ACCEPT, "application/json, " + PROBLEM);
        }
    }
}
