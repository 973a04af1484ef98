package dev.countersign.did;

import java.util.Arrays;

/**
 * Base58 with the Bitcoin alphabet, as multibase {@code z} uses it.
 *
 * <p>Quadratic in the length of the text, which is therefore bounded. Written here because no kept library that runs on
 * Android brings it without a blockchain.
 */
final class Base58 {
    /** Longest text that is read, in characters: an RSA key of 4096 bits needs 730. */
    static final int MAX_LENGTH = 1024;

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private Base58() {}

    static String encode(byte[] bytes) {
        byte[] digits = bytes.clone();
        int zeros = leadingZeros(digits);
        char[] reversed = new char[digits.length * 2];
        int length = 0;
        int start = zeros;
        while (start < digits.length) {
            reversed[length++] = ALPHABET.charAt(divide(digits, start, 256, 58));
            if (digits[start] == 0) {
                start++;
            }
        }
        StringBuilder text = new StringBuilder(zeros + length);
        for (int i = 0; i < zeros; i++) {
            text.append(ALPHABET.charAt(0));
        }
        // The last digits found are the most significant; a zero among the first of them is no digit.
        while (length > 0 && reversed[length - 1] == ALPHABET.charAt(0)) {
            length--;
        }
        while (length > 0) {
            text.append(reversed[--length]);
        }
        return text.toString();
    }

    static byte[] decode(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new MalformedDidException("base58btc: length (expected: <= " + MAX_LENGTH + " characters)");
        }
        byte[] digits = new byte[text.length()];
        for (int i = 0; i < digits.length; i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                throw new MalformedDidException("base58btc: character " + i + " (expected: the Bitcoin alphabet)");
            }
            digits[i] = (byte) digit;
        }
        int zeros = leadingZeros(digits);
        byte[] bytes = new byte[digits.length];
        int position = bytes.length;
        int start = zeros;
        while (start < digits.length) {
            bytes[--position] = (byte) divide(digits, start, 58, 256);
            if (digits[start] == 0) {
                start++;
            }
        }
        while (position < bytes.length && bytes[position] == 0) {
            position++;
        }
        return Arrays.copyOfRange(bytes, position - zeros, bytes.length);
    }

    // Divides the number whose digits in base "from" begin at "start" by "to", in place; returns the remainder.
    private static int divide(byte[] number, int start, int from, int to) {
        int remainder = 0;
        for (int i = start; i < number.length; i++) {
            int value = remainder * from + (number[i] & 0xFF);
            number[i] = (byte) (value / to);
            remainder = value % to;
        }
        return remainder;
    }

    private static int leadingZeros(byte[] digits) {
        int zeros = 0;
        while (zeros < digits.length && digits[zeros] == 0) {
            zeros++;
        }
        return zeros;
    }
}
