package dev.countersign.service.trust.web;

import dev.countersign.did.ResolutionError;

/** A request of the HTTP binding is not one: what it asks for is malformed, or not known here. */
final class RefusedIdentifierException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ResolutionError error;

    RefusedIdentifierException(ResolutionError error, Throwable cause) {
        super(cause.getMessage(), cause);
        this.error = error;
    }

    RefusedIdentifierException(ResolutionError error, String message) {
        super(message);
        this.error = error;
    }

    ResolutionError error() {
        return error;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
