package dev.countersign.service.access;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a feature knows about us as an authorization server (RFC 8414). Features add theirs as a CDI bean;
 * {@code /.well-known/oauth-authorization-server} shows them all.
 */
public interface AuthorizationServerFacts {
    /** Puts members into the metadata; issuer, token endpoint and grant types are there already. */
    void describe(ObjectNode metadata);
}
