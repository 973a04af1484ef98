package dev.countersign.bench.load;

/** What is timed of a call: its HTTP exchanges, and one span over several. */
enum Step {
    OPEN_INTERACTION("(open the interaction)", Part.AROUND),
    CREATE("create the challenge", Part.CHALLENGE),
    FETCH("fetch the request object", Part.CHALLENGE),
    RESOLVE("fetch the DID document", Part.CHALLENGE),
    /** The wallet tells that the customer looks at the request; nobody waits for it. */
    ARRIVAL("(tell that it was opened)", Part.AROUND),
    ANSWER("post the answer", Part.CHALLENGE),
    READ("read the identity", Part.CHALLENGE),
    CLOSE_INTERACTION("(close the interaction)", Part.AROUND),
    /** Not an exchange: from the tap on "share" until the agent's page has what it shows; overlaps with those above. */
    SCREEN("approve to agent's screen", Part.AROUND);

    private enum Part {
        CHALLENGE,
        AROUND
    }

    private final String title;
    private final Part part;

    Step(String title, Part part) {
        this.title = title;
        this.part = part;
    }

    String title() {
        return title;
    }

    /** Returns whether it counts as part of the challenge; the rest happens around it, and loads the service as well. */
    boolean ofChallenge() {
        return part == Part.CHALLENGE;
    }
}
