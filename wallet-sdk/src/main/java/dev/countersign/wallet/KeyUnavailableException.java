package dev.countersign.wallet;

/** A holder key cannot sign: it is locked until the Holder unlocks it, or it is gone for good. */
public final class KeyUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the app can do about it. */
    public enum Reason {
        /** Ask the Holder to unlock the device, then try again. */
        LOCKED,
        /** The key is gone; credentials bound to it are of no more use. */
        INVALIDATED
    }

    private final Reason reason;

    /** Makes one. */
    public KeyUnavailableException(Reason reason) {
        super("holder key: " + reason);
        this.reason = reason;
    }

    /** Returns what the app can do about it. */
    public Reason reason() {
        return reason;
    }
}
