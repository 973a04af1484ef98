package dev.countersign.service.platform;

/** The organisation's keys must be changed, and this node cannot write them. The message says what to do. */
public final class KeysNotWritableException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Makes one that keeps why. */
    public KeysNotWritableException(String message, Throwable cause) {
        super(message, cause);
    }
}
