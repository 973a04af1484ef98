package dev.countersign.service.holder.web;

import dev.countersign.protocol.consent.DpopProof;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A wallet asks to be recognised; nothing was verified yet. */
final class WalletSignIn extends BaseAuthenticationRequest {
    private final String proof;
    private final DpopProof.Request request;

    WalletSignIn(String proof, DpopProof.Request request) {
        this.proof = proof;
        this.request = request;
    }

    String proof() {
        return proof;
    }

    DpopProof.Request request() {
        return request;
    }
}
