package dev.countersign.protocol.log;

import java.util.OptionalInt;

/** What {@link TimelineChain} concluded about a timeline. */
public sealed interface TimelineVerdict {
    /**
     * Every link follows the one before. That each entry is in the log is another question: ask for its inclusion proof.
     *
     * @param entries how many there are
     * @param unreadable how many of them were erased; those are vouched for by the readable ones behind them, and by the log
     * @param closedWith how many there were when the interaction closed; empty while it is open, and then the end of the timeline
     *     may be missing
     */
    record Unbroken(int entries, int unreadable, OptionalInt closedWith) implements TimelineVerdict {}

    /**
     * It is not the timeline that was written.
     *
     * @param position of the first link that is wrong
     */
    record Broken(int position, TimelineFault fault) implements TimelineVerdict {}
}
