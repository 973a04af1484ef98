package dev.countersign.service.platform;

import java.io.IOException;

/** An outbound request that our rules forbid, or whose answer breaks a limit. Trying again does not help. */
public final class OutboundRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Makes one that says which rule. */
    public OutboundRefusedException(String message) {
        super(message);
    }
}
