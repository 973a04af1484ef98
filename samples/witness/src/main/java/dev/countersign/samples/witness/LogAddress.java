package dev.countersign.samples.witness;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.log.SignatureType;
import dev.countersign.protocol.log.VerifierKey;
import java.net.URI;

/**
 * A log as the operator names it: {@code <vkey>@<url>}.
 *
 * @param key of type 01, named as the log's origin
 * @param url of the log; ends with a slash
 */
record LogAddress(VerifierKey key, URI url) {

    /**
     * Reads one.
     *
     * @throws MalformedInputException when it is not a log's key and an address
     */
    static LogAddress parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new MalformedInputException("log (expected: <vkey>@<url>)");
        }
        VerifierKey key = VerifierKey.parse(text.substring(0, at));
        if (key.type() != SignatureType.ED25519) {
            throw new MalformedInputException("log: key (expected: type 01, with which a log signs)");
        }
        String url = text.substring(at + 1);
        return new LogAddress(key, WebAddress.parse(url.endsWith("/") ? url : url + "/"));
    }
}
