package dev.countersign.did;

import java.util.Arrays;

/** Goes through a log line by line; holds no more than one. */
final class LogLines {
    private final byte[] log;
    private int position;
    private int lineEnd;

    LogLines(byte[] log) {
        this.log = log;
    }

    /** Starts behind a line that ends here, which must be the end of a line. */
    static LogLines after(byte[] log, int lineEnd) {
        LogLines lines = new LogLines(log);
        lines.position = lines.behindLineFeed(lineEnd);
        lines.lineEnd = lineEnd;
        return lines;
    }

    /** Returns whether a line may end here: at the end of the log, or before a line feed. */
    static boolean endsAt(byte[] log, int end) {
        return end == log.length
                || log[end] == '\n'
                || (log[end] == '\r' && end + 1 < log.length && log[end + 1] == '\n');
    }

    boolean hasNext() {
        return position < log.length;
    }

    byte[] next() {
        int feed = position;
        while (feed < log.length && log[feed] != '\n') {
            feed++;
        }
        lineEnd = feed > position && feed < log.length && log[feed - 1] == '\r' ? feed - 1 : feed;
        if (lineEnd - position > Json.MAX_BYTES) {
            throw new WebVhRefusal(WebVhFault.TOO_LARGE, "line (expected: <= " + Json.MAX_BYTES + " bytes)");
        }
        byte[] line = Arrays.copyOfRange(log, position, lineEnd);
        position = Math.min(feed + 1, log.length);
        return line;
    }

    /** Returns where the last line that was returned ends, in bytes from the start of the log. */
    int lineEnd() {
        return lineEnd;
    }

    private int behindLineFeed(int end) {
        int feed = end;
        while (feed < log.length && log[feed] != '\n') {
            feed++;
        }
        return Math.min(feed + 1, log.length);
    }
}
