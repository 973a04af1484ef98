package dev.countersign.did;

/** Ends the reading of a log; caught where the judgement is made. */
final class WebVhRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final WebVhFault fault;

    WebVhRefusal(WebVhFault fault, String detail) {
        super(detail, null, false, false);
        this.fault = fault;
    }

    WebVhFault fault() {
        return fault;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    /** Returns the refusal with where it happened in front. */
    WebVhRefusal at(int versionNumber) {
        return new WebVhRefusal(fault, "version " + versionNumber + ": " + detail());
    }
}
