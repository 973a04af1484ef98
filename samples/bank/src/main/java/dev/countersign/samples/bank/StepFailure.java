package dev.countersign.samples.bank;

/** A step did not do what it should; the message says which and why. */
public final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes a failure. */
    public StepFailure(String message) {
        super(message);
    }
}
