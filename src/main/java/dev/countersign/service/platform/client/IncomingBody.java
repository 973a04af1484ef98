package dev.countersign.service.platform.client;

import dev.countersign.service.platform.OutboundRefusedException;
import io.vertx.core.MultiMap;
import java.util.List;

/** Reads a body part by part and never holds more than is allowed. Used by one thread at a time. */
interface IncomingBody extends AutoCloseable {
    /**
     * Takes the next bytes of the wire.
     *
     * @throws OutboundRefusedException as soon as the body cannot be acceptable any more
     */
    void add(byte[] part) throws OutboundRefusedException;

    /**
     * Returns the body after its last part.
     *
     * @throws OutboundRefusedException when something is missing
     */
    byte[] end() throws OutboundRefusedException;

    @Override
    void close();

    /**
     * Returns what reads the body that these headers announce: plain, or compressed once by gzip.
     *
     * @param maxBytes bound of what is received and of what comes out of it
     */
    static IncomingBody announcedBy(MultiMap headers, int maxBytes) throws OutboundRefusedException {
        List<String> transfer = headers.getAll("transfer-encoding");
        if (transfer.size() > 1 || (transfer.size() == 1 && !transfer.get(0).equalsIgnoreCase("chunked"))) {
            throw new OutboundRefusedException("transfer-encoding: (expected: none or chunked)");
        }
        List<String> content = headers.getAll("content-encoding");
        if (content.isEmpty()) {
            return new PlainBody(maxBytes);
        }
        if (content.size() == 1) {
            String coding = content.get(0).strip();
            if (coding.equalsIgnoreCase("identity")) {
                return new PlainBody(maxBytes);
            }
            // RFC 9110 8.4.1.3: x-gzip is the same.
            if (coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip")) {
                return new GzipBody(maxBytes);
            }
        }
        throw new OutboundRefusedException("content-encoding: (expected: none or gzip, once)");
    }

    /** Says that there were too many bytes. */
    static OutboundRefusedException tooLarge(int maxBytes) {
        return new OutboundRefusedException("body: (expected: <= " + maxBytes + " bytes)");
    }
}
