package dev.countersign.wallet;

/** The two-digit number that the Holder heard from the agent and typed. Says nothing about whether it is right. */
public record TypedNumber(String digits) {
    /** Checks that it is two digits. */
    public TypedNumber {
        if (!digits.matches("[0-9]{2}")) {
            throw new IllegalArgumentException("number (expected: two digits)");
        }
    }

    /** It is a secret of the conversation. */
    @Override
    public String toString() {
        return "TypedNumber";
    }
}
