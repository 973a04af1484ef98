package dev.countersign.did;

/**
 * Untrusted text or bytes are not a DID, a DID URL, a DID document or a key. Thrown by every {@code parse} of this
 * library, and nothing else is.
 *
 * <p>The message names the specification, its section and what was expected; never the input.
 */
public final class MalformedDidException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one from a sentence such as {@code "DID Core 3.1: method name: empty (expected: [a-z0-9]+)"}. */
    public MalformedDidException(String message) {
        super(message);
    }

    /** Makes one that keeps what a parser below said for debugging; its message is not repeated. */
    public MalformedDidException(String message, Throwable cause) {
        super(message, cause);
    }
}
