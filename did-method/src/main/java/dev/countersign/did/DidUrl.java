package dev.countersign.did;

import java.util.Optional;

/**
 * A DID URL (DID Core 1.0 section 3.2): a DID and what lies at or under it, as {@code did:web:bank.example#key-1}.
 *
 * @param path empty, or starts with a slash; percent-encoded as received
 * @param query without its question mark; absent is not the same as empty
 * @param fragment without its number sign; absent is not the same as empty
 */
public record DidUrl(Did did, String path, Optional<String> query, Optional<String> fragment) {
    /** Longest DID URL that is read, in characters. */
    public static final int MAX_LENGTH = 2 * Did.MAX_LENGTH;

    // RFC 3986: pchar without letters, digits and percent; query and fragment add "/" and "?".
    private static final String PATH_MARKS = "-._~!$&'()*+,;=:@/";
    private static final String QUERY_MARKS = PATH_MARKS + "?";

    /** Checks every part against the grammar. */
    public DidUrl {
        if (!path.isEmpty() && path.charAt(0) != '/') {
            throw new MalformedDidException("DID Core 3.2: path (expected: empty, or / first)");
        }
        requireAll(path, PATH_MARKS);
        query.ifPresent(text -> requireAll(text, QUERY_MARKS));
        fragment.ifPresent(text -> requireAll(text, QUERY_MARKS));
    }

    /**
     * Reads an absolute DID URL; a DID alone is one too.
     *
     * @throws MalformedDidException when it is not a DID URL
     */
    public static DidUrl parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new MalformedDidException("DID Core 3.2: length (expected: <= " + MAX_LENGTH + " characters)");
        }
        int hash = text.indexOf('#');
        String beforeFragment = hash < 0 ? text : text.substring(0, hash);
        int question = beforeFragment.indexOf('?');
        String beforeQuery = question < 0 ? beforeFragment : beforeFragment.substring(0, question);
        int slash = beforeQuery.indexOf('/');
        return new DidUrl(
                Did.parse(slash < 0 ? beforeQuery : beforeQuery.substring(0, slash)),
                slash < 0 ? "" : beforeQuery.substring(slash),
                question < 0 ? Optional.empty() : Optional.of(beforeFragment.substring(question + 1)),
                hash < 0 ? Optional.empty() : Optional.of(text.substring(hash + 1)));
    }

    /**
     * Reads a DID URL that stands inside a document: absolute, or {@code #fragment} relative to {@code base} (DID Core
     * section 3.2.2).
     *
     * @throws MalformedDidException when it is neither
     */
    public static DidUrl parse(String text, Did base) {
        return text.startsWith("#") ? parse(base + text) : parse(text);
    }

    /** Returns the URL of the object with this fragment in the document of {@code did}. */
    public static DidUrl of(Did did, String fragment) {
        return new DidUrl(did, "", Optional.empty(), Optional.of(fragment));
    }

    /** Returns the DID URL. */
    @Override
    public String toString() {
        return did
                + path
                + query.map(text -> "?" + text).orElse("")
                + fragment.map(text -> "#" + text).orElse("");
    }

    private static void requireAll(String text, String marks) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                PercentEncoding.requireTriplet(text, i);
                i += 2;
            } else if (!isLetterOrDigit(c) && marks.indexOf(c) < 0) {
                throw new MalformedDidException(
                        "DID Core 3.2: path, query or fragment: character " + i + " (expected: as RFC 3986 says)");
            }
        }
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
