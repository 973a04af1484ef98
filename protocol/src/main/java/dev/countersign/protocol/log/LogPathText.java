package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Spelling of {@link LogPath}: indexes in groups of three digits, all but the last with an x before them. */
final class LogPathText {
    static final int MAX_CHARS = 64;

    /** No tree whose size fits in 63 bits has a tile beyond. */
    static final long MAX_INDEX = Long.MAX_VALUE / TilePath.FULL;

    static final Pattern PATH = Pattern.compile("tile/(?<level>entries|0|[1-9][0-9]?)"
            + "/(?<index>(?:x[0-9]{3}/){0,5}[0-9]{3})"
            + "(?:\\.p/(?<width>[1-9][0-9]{0,2}))?");

    private static final int GROUP = 1_000;

    private LogPathText() {}

    static long index(String groups) {
        String digits = groups.replace("x", "").replace("/", "");
        // One spelling for one index: no group of zeros before the first that counts.
        if (digits.length() > 3 && digits.startsWith("000")) {
            throw new MalformedInputException("tlog-tiles: index (expected: no leading group of zeros)");
        }
        return Long.parseLong(digits);
    }

    static String print(String kind, LogPath path) {
        String partial = path.isPartial() ? ".p/" + path.width() : "";
        return "tile/" + kind + "/" + print(path.index()) + partial;
    }

    static void check(long index, int width) {
        if (index < 0 || index > MAX_INDEX) {
            throw new MalformedInputException("tlog-tiles: index: " + index + " (expected: 0..2^55-1)");
        }
        if (width < 1 || width > TilePath.FULL) {
            throw new MalformedInputException("tlog-tiles: width: " + width + " (expected: 1..256)");
        }
    }

    private static String print(long index) {
        String last = String.format(Locale.ROOT, "%03d", index % GROUP);
        return index < GROUP ? last : printGroups(index / GROUP) + last;
    }

    private static String printGroups(long index) {
        String group = String.format(Locale.ROOT, "x%03d/", index % GROUP);
        return index < GROUP ? group : printGroups(index / GROUP) + group;
    }
}
