package dev.countersign.wallet;

/** What came of looking at an offer. */
public sealed interface Offering {
    /** It can be accepted. */
    record Offered(Offer offer) implements Offering {}

    /**
     * It cannot.
     *
     * @param detail for developers
     */
    record Unusable(String detail) implements Offering {}

    /** The issuer does not answer; looking again later may help. */
    record Unreachable() implements Offering {}
}
