package dev.countersign.service.platform.client;

import dev.countersign.service.platform.OutboundRefusedException;

/** The header of a gzip member (RFC 1952 section 2.3). */
final class GzipHeader {
    private static final int FIXED_BYTES = 10;
    private static final int DEFLATE = 8;
    private static final int FHCRC = 1 << 1;
    private static final int FEXTRA = 1 << 2;
    private static final int FNAME = 1 << 3;
    private static final int FCOMMENT = 1 << 4;
    private static final int RESERVED = 0xe0;

    private GzipHeader() {}

    /**
     * Returns how many bytes the header has, or -1 when it has not all arrived.
     *
     * @throws OutboundRefusedException when this is no gzip
     */
    static int length(byte[] bytes) throws OutboundRefusedException {
        if (bytes.length < FIXED_BYTES) {
            return -1;
        }
        int flags = bytes[3] & 0xff;
        if ((bytes[0] & 0xff) != 0x1f || (bytes[1] & 0xff) != 0x8b || bytes[2] != DEFLATE || (flags & RESERVED) != 0) {
            throw new OutboundRefusedException("RFC 1952: gzip (expected: its magic number, deflate, known flags)");
        }
        int at = FIXED_BYTES;
        if ((flags & FEXTRA) != 0) {
            if (bytes.length < at + 2) {
                return -1;
            }
            at += 2 + (bytes[at] & 0xff) + ((bytes[at + 1] & 0xff) << 8);
        }
        if ((flags & FNAME) != 0) {
            at = afterZero(bytes, at);
        }
        if ((flags & FCOMMENT) != 0) {
            at = afterZero(bytes, at);
        }
        if ((flags & FHCRC) != 0 && at >= 0) {
            at += 2;
        }
        return at <= bytes.length ? at : -1;
    }

    private static int afterZero(byte[] bytes, int from) {
        for (int i = Math.max(from, 0); from >= 0 && i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i + 1;
            }
        }
        return -1;
    }
}
