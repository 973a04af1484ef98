package dev.countersign.did;

import java.net.URI;

/**
 * What a did:webvh names: the hash that it is bound to, and where its files lie (did:webvh 1.0, "DID-to-HTTPS
 * Transformation").
 *
 * <p>Gap: a host is written in ASCII; one with other letters in its {@code xn--} form.
 *
 * @param web the did:web of the same place
 * @param log where the log lies
 */
record WebVhLocation(String scid, Did web, URI log) {
    static final String METHOD = "webvh";

    private static final String LOG_FILE = "did.jsonl";
    private static final String WITNESS_FILE = "did-witness.json";
    private static final String WELL_KNOWN = ".well-known/";

    static WebVhLocation of(Did did, DidWebLocation hosts) {
        String scid = scid(did);
        int colon = did.id().indexOf(':');
        if (colon < 0) {
            throw new MalformedDidException("did:webvh: domain: missing (expected: after the SCID)");
        }
        Did web = new Did("web", did.id().substring(colon + 1));
        for (String part : web.id().split(":", -1)) {
            String decoded = PercentEncoding.decode(part);
            // strip() is younger than Android 26.
            if (!decoded.isEmpty() && (isSpace(decoded.charAt(0)) || isSpace(decoded.charAt(decoded.length() - 1)))) {
                throw new MalformedDidException("did:webvh: path segment (expected: no white space around it)");
            }
        }
        String document = hosts.documentUri(web).toString();
        return new WebVhLocation(scid, web, URI.create(document.replaceFirst("did\\.json$", LOG_FILE)));
    }

    /** Returns the hash in a DID; it need not be of this document, but it must be a hash. */
    static String scid(Did did) {
        int colon = did.id().indexOf(':');
        String scid = colon < 0 ? did.id() : did.id().substring(0, colon);
        if (!did.method().equals(METHOD) || !Multihash.isText(scid)) {
            throw new MalformedDidException("did:webvh: SCID (expected: base58btc of a SHA-256 multihash)");
        }
        return scid;
    }

    URI witnessProofs() {
        return URI.create(beside(log.toString()) + WITNESS_FILE);
    }

    /** Returns the address that paths of the DID are under; ends with a slash. */
    URI files() {
        String folder = beside(log.toString());
        return URI.create(
                folder.endsWith("/" + WELL_KNOWN)
                        ? folder.substring(0, folder.length() - WELL_KNOWN.length())
                        : folder);
    }

    private static String beside(String file) {
        return file.substring(0, file.length() - LOG_FILE.length());
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
