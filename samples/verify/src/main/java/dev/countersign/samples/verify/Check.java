package dev.countersign.samples.verify;

/**
 * One thing that was looked at.
 *
 * @param words what was found, for people
 */
record Check(Outcome outcome, String words) {
    /** What came of it. */
    enum Outcome {
        /** It is as it must be. */
        HOLDS("ok      "),
        /** It is not. */
        REFUSED("REFUSED "),
        /** It cannot be known from what was given, and without it the rest proves little. */
        UNKNOWN("UNKNOWN "),
        /** It was not checked, because nobody asked for it. */
        UNASKED("note    ");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }
    }

    static Check holds(String words) {
        return new Check(Outcome.HOLDS, words);
    }

    static Check refused(String words) {
        return new Check(Outcome.REFUSED, words);
    }

    static Check unknown(String words) {
        return new Check(Outcome.UNKNOWN, words);
    }

    static Check unasked(String words) {
        return new Check(Outcome.UNASKED, words);
    }

    /** Returns the line that is printed. */
    String line() {
        return outcome.label + words;
    }
}
