package dev.countersign.wallet;

import java.time.Instant;
import java.util.OptionalLong;

/** Where a receipt, or the sending of a message, stands in the organisation's log, as far as this wallet checked. */
public sealed interface LogStanding {

    /** There is no receipt yet, it is wrong, or it names no log. */
    record NotLogged() implements LogStanding {}

    /**
     * The receipt says that its entry is in the log; the proof has not come yet, which is usual for some seconds.
     *
     * @param since when the receipt was issued
     */
    record Waiting(Instant since) implements LogStanding {}

    /**
     * Its entry is in the log, and the log is what it was or grew out of it.
     *
     * @param index its place, counted from 0
     */
    record Included(long index) implements LogStanding {}

    /**
     * The receipt promises an entry, and for a day none was shown.
     *
     * @param since when the receipt was issued
     */
    record Missing(Instant since) implements LogStanding {}

    /**
     * The log is not what it was.
     *
     * @param index the entry's place, if it was proven before; that proof stays valid
     */
    record Alarmed(LogAlarm alarm, OptionalLong index) implements LogStanding {}
}
