package dev.countersign.service.platform.client;

import dev.countersign.service.platform.OutboundRefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A body compressed by gzip (RFC 1952): exactly one member, and nothing after it.
 *
 * <p>It is decompressed as it arrives and counted on both sides, so that a bomb is refused at the first byte that is too
 * many. {@link java.util.zip.GZIPInputStream} would have to be given the whole body, and overlooks what follows it.
 */
final class GzipBody implements IncomingBody {
    private static final int MAX_HEADER_BYTES = 1_024;
    private static final int TRAILER_BYTES = 8;
    private static final int BLOCK_BYTES = 8_192;

    private final int maxBytes;
    // RFC 1951 without zlib's frame; header and trailer are ours.
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ByteArrayOutputStream trailer = new ByteArrayOutputStream();
    private boolean inside;
    private long receivedBytes;

    GzipBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void add(byte[] part) throws OutboundRefusedException {
        receivedBytes += part.length;
        if (receivedBytes > maxBytes) {
            throw IncomingBody.tooLarge(maxBytes);
        }
        if (inside) {
            inflate(part, 0);
            return;
        }
        header.writeBytes(part);
        byte[] soFar = header.toByteArray();
        int length = GzipHeader.length(soFar);
        if (length > MAX_HEADER_BYTES || (length < 0 && soFar.length > MAX_HEADER_BYTES)) {
            throw malformed("header of at most " + MAX_HEADER_BYTES + " bytes");
        }
        if (length >= 0) {
            inside = true;
            header.reset();
            inflate(soFar, length);
        }
    }

    private void inflate(byte[] bytes, int offset) throws OutboundRefusedException {
        int rest = offset;
        if (!inflater.finished()) {
            inflater.setInput(bytes, offset, bytes.length - offset);
            inflate();
            rest = bytes.length - inflater.getRemaining();
        }
        if (inflater.finished()) {
            trailer.write(bytes, rest, bytes.length - rest);
            if (trailer.size() > TRAILER_BYTES) {
                throw malformed("nothing after the trailer");
            }
        }
    }

    private void inflate() throws OutboundRefusedException {
        byte[] block = new byte[BLOCK_BYTES];
        try {
            // Until nothing comes out: it may hold back output after its input is used up.
            for (int length = inflater.inflate(block); length > 0; length = inflater.inflate(block)) {
                if (length > maxBytes - body.size()) {
                    throw IncomingBody.tooLarge(maxBytes);
                }
                checksum.update(block, 0, length);
                body.write(block, 0, length);
            }
            if (inflater.needsDictionary()) {
                throw malformed("no dictionary");
            }
        } catch (DataFormatException e) {
            OutboundRefusedException refused = malformed("deflate data");
            refused.initCause(e);
            throw refused;
        }
    }

    @Override
    public byte[] end() throws OutboundRefusedException {
        if (receivedBytes == 0) {
            // An answer without a body may name the encoding that it would have had.
            return new byte[0];
        }
        if (trailer.size() != TRAILER_BYTES) {
            throw malformed("a whole member");
        }
        // RFC 1952 2.3.1: CRC32 and ISIZE, least significant byte first.
        ByteBuffer numbers = ByteBuffer.wrap(trailer.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        if (numbers.getInt() != (int) checksum.getValue() || numbers.getInt() != body.size()) {
            throw malformed("checksum and length of what was compressed");
        }
        return body.toByteArray();
    }

    @Override
    public void close() {
        inflater.end();
    }

    private static OutboundRefusedException malformed(String expected) {
        return new OutboundRefusedException("RFC 1952: gzip (expected: " + expected + ")");
    }
}
