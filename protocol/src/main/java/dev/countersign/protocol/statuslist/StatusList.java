package dev.countersign.protocol.statuslist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A list of statuses, a few bits each (draft-ietf-oauth-status-list-20 section 4). Mutable; guard it if threads share it.
 *
 * <p>Entries count from the least significant bit of the first byte. Each new list says 0, VALID, everywhere.
 */
public final class StatusList {
    /** Most bytes that a list may have when it is inflated; what is longer is refused, whatever it says. */
    public static final int MAX_BYTES = 16 << 20;

    private static final String WHERE = "Token Status List 4.2";

    private final int bits;
    private final byte[] bytes;

    private StatusList(int bits, byte[] bytes) {
        this.bits = bits;
        this.bytes = bytes;
    }

    /**
     * Makes a list that says 0 everywhere.
     *
     * @param bits of each entry: 1, 2, 4 or 8
     * @param size number of entries; a multiple of what fits in a byte
     */
    public static StatusList of(int bits, int size) {
        if (!isWidth(bits)) {
            throw new IllegalArgumentException("bits: " + bits + " (expected: 1, 2, 4 or 8)");
        }
        long length = (long) size * bits / 8;
        if (size <= 0 || (long) size * bits % 8 != 0 || length > MAX_BYTES) {
            throw new IllegalArgumentException("size: " + size + " (expected: whole bytes, 1 to " + MAX_BYTES + ")");
        }
        return new StatusList(bits, new byte[(int) length]);
    }

    /**
     * Makes a list from its bytes, least significant bit first, as {@link #bytes} gives them.
     *
     * @param bits of each entry: 1, 2, 4 or 8
     */
    public static StatusList ofBytes(int bits, byte[] bytes) {
        StatusList list = of(bits, bytes.length * 8 / bits);
        System.arraycopy(bytes, 0, list.bytes, 0, bytes.length);
        return list;
    }

    /**
     * Reads the {@code status_list} object of a token and inflates it.
     *
     * @throws MalformedInputException when bits or encoding are wrong, or it inflates to more than {@link #MAX_BYTES}
     */
    public static StatusList parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, WHERE);
        int bits = (int) members.integer("bits", 1, 8);
        if (!isWidth(bits)) {
            throw new MalformedInputException(WHERE + ": bits (expected: 1, 2, 4 or 8)");
        }
        if (!json.path("lst").isTextual()) {
            throw new MalformedInputException(WHERE + ": lst (expected: a string)");
        }
        return new StatusList(bits, inflate(Base64Url.decode(json.get("lst").textValue())));
    }

    /** Returns the number of bits of each entry. */
    public int bits() {
        return bits;
    }

    /** Returns the number of entries. */
    public int size() {
        return (int) (bytes.length * 8L / bits);
    }

    /**
     * Returns the value at a place.
     *
     * @throws IndexOutOfBoundsException when there is no such place
     */
    public int get(int index) {
        long bit = bitOf(index);
        return (bytes[(int) (bit / 8)] >> (bit % 8)) & mask();
    }

    /**
     * Sets the value at a place.
     *
     * @throws IndexOutOfBoundsException when there is no such place
     * @throws IllegalArgumentException when the value needs more than {@link #bits} bits
     */
    public void set(int index, int value) {
        if (value < 0 || value > mask()) {
            throw new IllegalArgumentException("value: " + value + " (expected: 0 to " + mask() + ")");
        }
        long bit = bitOf(index);
        int shift = (int) (bit % 8);
        int place = (int) (bit / 8);
        bytes[place] = (byte) ((bytes[place] & ~(mask() << shift)) | (value << shift));
    }

    /** Returns the {@code status_list} object of a token: {@code {"bits": ..., "lst": ...}}. */
    public ObjectNode toJson() {
        return Json.object().put("bits", bits).put("lst", encode());
    }

    /** Returns the list deflated (ZLIB, RFC 1950) and in base64url. */
    public String encode() {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
            byte[] buffer = new byte[8_192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return Base64Url.encode(out.toByteArray());
        } finally {
            deflater.end();
        }
    }

    /** Returns a copy of the bytes, not compressed. */
    public byte[] bytes() {
        return bytes.clone();
    }

    private long bitOf(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("index: " + index + " (expected: 0 to " + (size() - 1) + ")");
        }
        return (long) index * bits;
    }

    private int mask() {
        return (1 << bits) - 1;
    }

    private static boolean isWidth(int bits) {
        return bits == 1 || bits == 2 || bits == 4 || bits == 8;
    }

    private static byte[] inflate(byte[] deflated) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            byte[] out = new byte[Math.min(MAX_BYTES, Math.max(256, deflated.length * 4))];
            int length = 0;
            while (!inflater.finished()) {
                if (length == out.length) {
                    // The cap is on what comes out: a bomb costs at most this much memory.
                    if (length == MAX_BYTES) {
                        // One more byte tells whether the stream ends exactly here.
                        if (inflater.inflate(new byte[1]) == 0 && inflater.finished()) {
                            break;
                        }
                        throw new MalformedInputException(WHERE + ": lst: size (expected: <= " + MAX_BYTES + " bytes)");
                    }
                    out = Arrays.copyOf(out, Math.min(MAX_BYTES, out.length * 2));
                }
                int inflated = inflater.inflate(out, length, out.length - length);
                if (inflated == 0 && !inflater.finished()) {
                    // Needs a dictionary, or more input than there is: no progress would be made for ever.
                    throw new MalformedInputException(WHERE + ": lst: stream cut short (expected: ZLIB, RFC 1950)");
                }
                length += inflated;
            }
            if (inflater.getRemaining() != 0) {
                throw new MalformedInputException(WHERE + ": lst: bytes after the stream (expected: none)");
            }
            if (length == 0) {
                throw new MalformedInputException(WHERE + ": lst: empty (expected: at least one entry)");
            }
            return Arrays.copyOf(out, length);
        } catch (DataFormatException e) {
            throw new MalformedInputException(WHERE + ": lst (expected: ZLIB, RFC 1950)", e);
        } finally {
            inflater.end();
        }
    }
}
