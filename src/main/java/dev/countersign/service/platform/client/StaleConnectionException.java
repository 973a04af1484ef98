package dev.countersign.service.platform.client;

import java.io.IOException;

/** A kept connection was closed by the other side before it answered a request that may be sent again. */
final class StaleConnectionException extends IOException {
    private static final long serialVersionUID = 1L;

    StaleConnectionException(Throwable cause) {
        super("the other side closed a kept connection", cause);
    }
}
