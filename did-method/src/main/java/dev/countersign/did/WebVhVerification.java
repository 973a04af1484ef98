package dev.countersign.did;

/** What was concluded about a log of did:webvh. */
public sealed interface WebVhVerification {
    /** Every entry is good. */
    record Verified(WebVhLog log) implements WebVhVerification {}

    /**
     * It is not to be believed.
     *
     * @param detail for operators; says where and what was expected, not what was received
     */
    record Rejected(WebVhFault fault, String detail) implements WebVhVerification {}
}
