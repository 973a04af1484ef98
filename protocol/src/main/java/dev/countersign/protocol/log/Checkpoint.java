package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import java.util.List;

/**
 * What a log says of itself at one moment (tlog-checkpoint), unverified: its name, and its tree.
 *
 * @param origin the log's name; not empty, one line
 * @param tree how many entries, and their root
 * @param extensions further lines, not empty; discouraged, and nothing of ours reads them
 */
public record Checkpoint(String origin, TreeHead tree, List<String> extensions) {
    private static final String WHERE = "tlog-checkpoint";
    private static final int FIXED_LINES = 3;

    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (!isLine(origin) || !extensions.stream().allMatch(Checkpoint::isLine)) {
            throw new MalformedInputException(WHERE + ": line (expected: not empty)");
        }
    }

    /** Makes one without extensions. */
    public Checkpoint(String origin, TreeHead tree) {
        this(origin, tree, List.of());
    }

    /**
     * Reads the text of a note.
     *
     * @throws MalformedInputException when it is not a checkpoint
     */
    public static Checkpoint parse(String text) {
        List<String> lines = PlainText.lines(PlainText.check(text, WHERE), WHERE);
        if (lines.size() < FIXED_LINES) {
            throw new MalformedInputException(
                    WHERE + ": lines: " + lines.size() + " (expected: origin, size, root hash)");
        }
        TreeHead tree = new TreeHead(Decimal.parse(lines.get(1), WHERE + ": size"), MerkleHash.parse(lines.get(2)));
        return new Checkpoint(lines.get(0), tree, lines.subList(FIXED_LINES, lines.size()));
    }

    /** Returns the text, for a note. */
    public String text() {
        StringBuilder text = new StringBuilder(origin)
                .append('\n')
                .append(tree.size())
                .append('\n')
                .append(tree.root())
                .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static boolean isLine(String line) {
        return !line.isEmpty() && PlainText.check(line, WHERE).indexOf('\n') < 0;
    }
}
