package dev.countersign.protocol.log;

/** What is wrong with a link of a timeline. */
public enum TimelineFault {
    /** The record and salt are not those that the entry commits to: something was altered. */
    NOT_WHAT_WAS_COMMITTED,
    /** It commits to something that is no record of a timeline. */
    NOT_A_RECORD,
    /** It is of another interaction. */
    OF_ANOTHER_INTERACTION,
    /** It belongs at another position: one was dropped, inserted or moved. */
    AT_ANOTHER_POSITION,
    /** The entry before is not the one that it follows: that one was replaced. */
    FOLLOWS_ANOTHER,
    /** The log's entry says that it is about something else. */
    OF_ANOTHER_TYPE
}
