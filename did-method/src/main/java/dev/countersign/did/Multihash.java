package dev.countersign.did;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 as did:webvh writes it: base58btc of a multihash, without a multibase letter. */
final class Multihash {
    /** Length of the text, in characters. */
    static final int TEXT_LENGTH = 46;

    private static final byte SHA_256 = 0x12;
    private static final byte DIGEST_BYTES = 0x20;

    private Multihash() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has SHA-256", e);
        }
    }

    static String of(byte[] input) {
        return ofDigest(sha256().digest(input));
    }

    static String ofAscii(String input) {
        return of(input.getBytes(StandardCharsets.US_ASCII));
    }

    static String ofDigest(byte[] digest) {
        byte[] multihash = new byte[2 + DIGEST_BYTES];
        multihash[0] = SHA_256;
        multihash[1] = DIGEST_BYTES;
        System.arraycopy(digest, 0, multihash, 2, DIGEST_BYTES);
        return Base58.encode(multihash);
    }

    static boolean isText(String text) {
        if (text.length() != TEXT_LENGTH) {
            return false;
        }
        try {
            byte[] multihash = Base58.decode(text);
            return multihash.length == 2 + DIGEST_BYTES && multihash[0] == SHA_256 && multihash[1] == DIGEST_BYTES;
        } catch (MalformedDidException e) {
            return false;
        }
    }
}
