package dev.countersign.samples.verify;

import java.io.PrintStream;

/** What a command writes to. */
record Terminal(PrintStream out, PrintStream err) {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;
    private static final int LAST_CONTROL = 0x9f;

    /** Writes a line. What came from a file cannot steer the terminal, nor begin a line of its own. */
    void print(String line) {
        out.println(plain(line));
    }

    /** Writes why nothing was checked. */
    void complain(String line) {
        err.println("countersign-verify: " + plain(line));
    }

    private static String plain(String line) {
        StringBuilder plain = new StringBuilder();
        line.codePoints().forEach(c -> plain.appendCodePoint(isHarmless(c) ? c : '\uFFFD'));
        return plain.toString();
    }

    private static boolean isHarmless(int c) {
        int type = Character.getType(c);
        return c >= FIRST_PRINTABLE
                && (c < DELETE || c > LAST_CONTROL)
                // Marks that turn the direction of writing make a name look like another.
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
