package dev.countersign.service.content.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which bytes are asked for (RFC 9110 14.2): one range, or everything. */
sealed interface ByteRange {
    /** Everything: no range was asked for, or none that we serve. */
    record Whole() implements ByteRange {}

    /**
     * Some bytes.
     *
     * @param first zero-based
     * @param last inclusive
     */
    record Part(long first, long last) implements ByteRange {
        long length() {
            return last - first + 1;
        }
    }

    /** None of the bytes asked for are there. */
    record NotSatisfiable() implements ByteRange {}

    /** At most 18 digits: no number overflows. */
    Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /**
     * Reads the header. RFC 9110 14.2: what cannot be read, another unit, and several ranges are as if nothing was asked.
     *
     * @param size bytes there are
     */
    static ByteRange of(@Nullable String header, long size) {
        return Optional.ofNullable(header)
                .map(value -> ONE.matcher(value.strip()))
                .filter(Matcher::matches)
                .map(match -> of(match.group(1), match.group(2), size))
                .orElseGet(Whole::new);
    }

    private static ByteRange of(String first, String last, long size) {
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : suffix(Long.parseLong(last), size);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        if (to < from) {
            return new Whole();
        }
        return from >= size ? new NotSatisfiable() : new Part(from, Math.min(to, size - 1));
    }

    private static ByteRange suffix(long length, long size) {
        return length == 0 || size == 0 ? new NotSatisfiable() : new Part(Math.max(0, size - length), size - 1);
    }
}
