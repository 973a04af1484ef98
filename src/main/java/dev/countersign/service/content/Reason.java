package dev.countersign.service.content;

import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;

/** Why somebody reads or deletes a content, in their own words; may be personal. */
record Reason(String text) {
    private static final int LEAST_CHARS = 5;
    private static final int MOST_CHARS = 500;

    /**
     * Reads what somebody gave as their reason.
     *
     * @throws Problem invalid-value when it says too little or too much
     */
    static Reason parse(String given) {
        String stripped = given.strip();
        if (stripped.length() < LEAST_CHARS || stripped.length() > MOST_CHARS) {
            throw new Problem(ProblemType.INVALID_VALUE, "It needs a reason.")
                    .at("/reason", "expected: " + LEAST_CHARS + " to " + MOST_CHARS + " characters");
        }
        return new Reason(stripped);
    }

    @Override
    public String toString() {
        return "Reason";
    }
}
