package dev.countersign.fuzzing;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * One parser of untrusted input.
 *
 * @param name under which its seeds lie
 * @param parse reads the bytes; throws what its contract says and nothing else
 * @param malformed what its contract lets it throw
 */
record Parser(String name, Consumer<byte[]> parse, Class<? extends RuntimeException> malformed) {
    static Parser ofText(String name, Consumer<String> parse, Class<? extends RuntimeException> malformed) {
        return new Parser(name, bytes -> parse.accept(new String(bytes, StandardCharsets.UTF_8)), malformed);
    }

    /** Lets it read; what it may throw is swallowed, and everything else is a finding. */
    void run(byte[] input) {
        try {
            parse.accept(input);
        } catch (RuntimeException e) {
            if (!malformed.isInstance(e)) {
                throw e;
            }
        }
    }

    /** Fails when something that was read is not the same when it is printed and read again. */
    static void same(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("printed and read again, it is another: " + expected + " and " + actual);
        }
    }
}
