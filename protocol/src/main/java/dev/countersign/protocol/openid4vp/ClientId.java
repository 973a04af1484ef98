package dev.countersign.protocol.openid4vp;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.MalformedInputException;
import java.util.Objects;

/**
 * Who asks, as a prefix and what follows it (OpenID4VP 1.0 section 5.9). The full value, prefix included, is the
 * audience of a presentation.
 *
 * @param original the identifier without the prefix
 */
public record ClientId(ClientIdPrefix prefix, String original) {
    /** Longest client identifier that is read, in characters; a did:jwk fits. */
    public static final int MAX_CHARS = 2_048;

    private static final int SHA256_BYTES = 32;

    public ClientId {
        Objects.requireNonNull(prefix);
        Objects.requireNonNull(original);
    }

    /**
     * Reads a full client identifier. The prefix is what stands before the first colon, if the standard knows it.
     *
     * @throws MalformedInputException when it is empty, reserved ({@code origin:}), or what follows the prefix is not
     *     what the prefix says
     */
    public static ClientId parse(String text) {
        if (text.isEmpty() || text.length() > MAX_CHARS) {
            throw malformed("length (expected: 1 to " + MAX_CHARS + ")");
        }
        int colon = text.indexOf(':');
        String before = colon < 0 ? "" : text.substring(0, colon);
        if (before.equals("origin")) {
            throw malformed("origin (reserved for the Digital Credentials API)");
        }
        ClientId id = ClientIdPrefix.of(before)
                .map(prefix -> new ClientId(prefix, text.substring(colon + 1)))
                .orElseGet(() -> new ClientId(ClientIdPrefix.PRE_REGISTERED, text));
        id.requireFittingOriginal();
        return id;
    }

    private void requireFittingOriginal() {
        switch (prefix) {
            case REDIRECT_URI -> Hosts.parse(original, "client_id");
            case OPENID_FEDERATION -> Hosts.parse(original, "client_id");
            case DECENTRALIZED_IDENTIFIER -> {
                if (!looksLikeDid(original)) {
                    throw malformed("decentralized_identifier (expected: a DID)");
                }
            }
            case X509_SAN_DNS -> {
                if (!Hosts.isDnsName(original)) {
                    throw malformed("x509_san_dns (expected: a DNS name)");
                }
            }
            case X509_HASH -> {
                if (Base64Url.decode(original).length != SHA256_BYTES) {
                    throw malformed("x509_hash (expected: base64url of 32 bytes)");
                }
            }
            case VERIFIER_ATTESTATION, PRE_REGISTERED -> {
                if (original.isEmpty()) {
                    throw malformed("nothing after the prefix");
                }
            }
        }
    }

    /** The full syntax is for whoever resolves it; here a DID must not be taken for a DID URL. */
    private static boolean looksLikeDid(String text) {
        String[] parts = text.split(":", 3);
        return parts.length == 3
                && parts[0].equals("did")
                && !parts[1].isEmpty()
                && !parts[2].isEmpty()
                && text.indexOf('#') < 0
                && text.indexOf('?') < 0
                && text.indexOf('/') < 0;
    }

    /** Returns the full identifier, byte for byte what was read. */
    @Override
    public String toString() {
        return prefix == ClientIdPrefix.PRE_REGISTERED ? original : prefix.wireName() + ":" + original;
    }

    private static MalformedInputException malformed(String what) {
        return new MalformedInputException("OpenID4VP 1.0 5.9: client_id: " + what);
    }
}
