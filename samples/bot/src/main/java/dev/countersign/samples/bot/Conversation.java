package dev.countersign.samples.bot;

import java.time.Duration;

/** The bot's end of the line: what it says, and how it waits without hanging up. */
public interface Conversation {
    /** Says something to whoever is on the line. */
    void say(String sentence);

    /** Lets time pass between two polls. */
    void pause(Duration time) throws InterruptedException;
}
