package dev.countersign.protocol.openid4vp;

import dev.countersign.protocol.MalformedInputException;

/** What a wallet makes up so that the request object it fetches by POST is fresh (OpenID4VP 1.0 section 5.10). */
public record WalletNonce(String value) {
    /** Longest nonce that is read, in characters. */
    public static final int MAX_CHARS = 512;

    /** Checks the length; the standard names no alphabet, and it only travels back inside JSON. */
    public WalletNonce {
        if (value.isEmpty() || value.length() > MAX_CHARS) {
            throw new MalformedInputException(
                    "OpenID4VP 1.0 5.10: wallet_nonce (expected: 1 to " + MAX_CHARS + " characters)");
        }
    }

    /**
     * Reads a wallet nonce.
     *
     * @throws MalformedInputException when it is empty or too long
     */
    public static WalletNonce parse(String text) {
        return new WalletNonce(text);
    }

    @Override
    public String toString() {
        return "WalletNonce[...]";
    }
}
