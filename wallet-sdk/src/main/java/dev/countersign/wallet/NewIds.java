package dev.countersign.wallet;

import java.security.SecureRandom;

/** New names, of 130 random bits. */
final class NewIds {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;
    private static final SecureRandom RANDOM = new SecureRandom();

    private NewIds() {}

    static CredentialId credential() {
        return new CredentialId("crd_" + random());
    }

    static String random() {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
