package dev.countersign.service.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A stored object as a channel that reads at any position; holds nothing between two reads. */
public final class RangeChannel implements SeekableByteChannel {
    private static final int MOST_AT_ONCE = 1 << 20;

    private final long size;
    private final Source source;
    private long position;
    private boolean open = true;

    /** Returns bytes of the object. */
    public interface Source {
        /** Returns as many bytes as are asked for; all of them are there. */
        byte[] read(long position, int length) throws IOException;
    }

    /** Makes one of an object of this size. */
    public RangeChannel(long size, Source source) {
        this.size = size;
        this.source = source;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (position >= size) {
            return -1;
        }
        int length = (int) Math.min(Math.min(to.remaining(), MOST_AT_ONCE), size - position);
        byte[] bytes = source.read(position, length);
        if (bytes.length == 0 && length > 0) {
            throw new IOException("the object is shorter than it was");
        }
        to.put(bytes);
        position += bytes.length;
        return bytes.length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
