package dev.countersign.protocol;

import java.util.Objects;

/**
 * Untrusted bytes are not even the format. Thrown by every {@code parse} of this library, and nothing else is.
 *
 * <p>The message names the specification, its section and what was expected; never the input.
 */
public final class MalformedInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one from a sentence such as {@code "RFC 9901 4.1: parts: 2 (expected: 3)"}. */
    public MalformedInputException(String message) {
        super(message);
    }

    /** Makes one that keeps what a parser below said for debugging; its message is not repeated. */
    public MalformedInputException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns the sentence; there always is one. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
