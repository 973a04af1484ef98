package dev.countersign.samples.witness;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Bytes to be sent on.
 *
 * @param in has {@code length} bytes at least; closed by whoever got this
 */
record Stored(InputStream in, long length) implements AutoCloseable {
    private static final int PART = 8 * 1024;

    static Stored of(byte[] bytes) {
        return new Stored(new ByteArrayInputStream(bytes), bytes.length);
    }

    void writeTo(OutputStream out) throws IOException {
        byte[] part = new byte[PART];
        long left = length;
        while (left > 0) {
            int read = in.readNBytes(part, 0, (int) Math.min(part.length, left));
            if (read == 0) {
                throw new IOException("file (expected: " + left + " bytes more)");
            }
            out.write(part, 0, read);
            left -= read;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
