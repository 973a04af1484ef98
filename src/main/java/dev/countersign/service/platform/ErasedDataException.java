package dev.countersign.service.platform;

/** What was to be opened belongs to somebody whose key was destroyed: it is erased. */
public final class ErasedDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one; the owner is not named. */
    public ErasedDataException() {
        super("the owner's key was destroyed");
    }
}
