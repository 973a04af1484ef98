package dev.countersign.service.content;

import dev.countersign.service.content.ContentCipher.PartName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** A content that may be read now, from any byte to any other; only the segments that hold them are decrypted. */
public final class OpenContent {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Content content;
    private final String mediaType;
    private final List<ContentPart> parts;
    private final Source source;

    /** Where the bytes come from, and by which key. */
    record Source(ContentCipher cipher, ContentStore store) {}

    OpenContent(Content content, String mediaType, List<ContentPart> parts, Source source) {
        this.content = content;
        this.mediaType = mediaType;
        this.parts = List.copyOf(parts);
        this.source = source;
    }

    /** Returns the bytes there are. */
    public long size() {
        return content.received();
    }

    /** Returns what the uploader said that it is. */
    public String mediaType() {
        return mediaType;
    }

    /** Returns its name, which also names its bytes: they never change. */
    public ContentId id() {
        return content.id();
    }

    /**
     * Writes {@code length} bytes from {@code offset} on, in constant memory.
     *
     * @throws IOException when the store fails, or holds something else than was put in; what was written until then is right
     */
    public void copy(long offset, long length, OutputStream to) throws IOException {
        if (offset < 0 || length < 0 || length > size() - offset) {
            throw new IllegalArgumentException(
                    "range: " + offset + "+" + length + " (expected: within " + size() + " bytes)");
        }
        long end = offset + length;
        long begin = 0;
        for (ContentPart part : parts) {
            long partEnd = begin + part.length();
            if (partEnd > offset && begin < end) {
                copy(part, new Span(Math.max(offset, begin) - begin, Math.min(end, partEnd) - begin), to);
            }
            begin = partEnd;
        }
    }

    private record Span(long from, long end) {}

    private void copy(ContentPart part, Span span, OutputStream to) throws IOException {
        PartName name = new PartName(part.number(), part.object());
        try (SeekableByteChannel stored = source.store().open(part.object());
                SeekableByteChannel bytes = source.cipher().decrypting(content.id(), name, stored)) {
            bytes.position(span.from());
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            long left = span.end() - span.from();
            while (left > 0) {
                buffer.clear().limit((int) Math.min(left, BUFFER_BYTES));
                if (bytes.read(buffer) < 0 || bytes.size() != part.length()) {
                    throw new IOException("a part of " + content.id() + " was cut or lengthened");
                }
                to.write(buffer.array(), 0, buffer.position());
                left -= buffer.position();
            }
        }
    }
}
