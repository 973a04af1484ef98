package dev.countersign.service.platform;

import java.io.IOException;
import java.time.Duration;

/** A host failed too often lately, so it is left alone for a while. Nothing was sent. */
public final class OutboundUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    /** Makes one that says when asking again makes sense. */
    public OutboundUnavailableException(Duration retryAfter) {
        super("the other side failed too often lately; next try in " + retryAfter.toSeconds() + " s");
        this.retryAfter = retryAfter;
    }

    /** Returns when asking again makes sense. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
