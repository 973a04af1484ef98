package dev.countersign.service.platform.client;

import dev.countersign.service.platform.OutboundRefusedException;
import java.io.ByteArrayOutputStream;

/** A body as it is. */
final class PlainBody implements IncomingBody {
    private final int maxBytes;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    PlainBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void add(byte[] part) throws OutboundRefusedException {
        if (part.length > maxBytes - body.size()) {
            throw IncomingBody.tooLarge(maxBytes);
        }
        body.writeBytes(part);
    }

    @Override
    public byte[] end() {
        return body.toByteArray();
    }

    @Override
    public void close() {
        // Holds nothing but memory.
    }
}
