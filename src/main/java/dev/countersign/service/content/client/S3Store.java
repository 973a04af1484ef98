package dev.countersign.service.content.client;

import dev.countersign.service.content.ContentStore;
import dev.countersign.service.content.RangeChannel;
import dev.countersign.service.content.client.ListedObjects.Listed;
import dev.countersign.service.content.client.S3Settings.Access;
import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundHttp.Reply;
import dev.countersign.service.platform.OutboundHttp.Request;
import dev.countersign.service.platform.OutboundRefusedException;
import dev.countersign.service.platform.OutboundUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The store in an S3-compatible storage. An object is one request, so that it is there as a whole or not at all, and small,
 * because it waits for that request in memory. All requests can be repeated, and are when the storage is busy.
 */
@ApplicationScoped
class S3Store implements ContentStore {
    static final String LABEL = "s3";

    private static final Pattern OBJECT = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes [0-9]{1,18}-[0-9]{1,18}/([0-9]{1,18})");
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9]{1,64})</Code>");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MOST_ATTEMPTS = 3;
    private static final int MOST_LISTED = 1_000;
    private static final int LIST_BYTES = 4 << 20;
    private static final int SMALL_BYTES = 64 << 10;

    /** More than the header of what is encrypted, which is read first. */
    private static final int FIRST_BYTES = 64;

    private final OutboundHttp http;
    private final S3Settings settings;

    S3Store(OutboundHttp http, S3Settings settings) {
        this.http = http;
        this.settings = settings;
    }

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    public int mostSegments() {
        return 2;
    }

    @Override
    public WritableByteChannel create(String object) throws IOException {
        return new Writer(access(), checked(object));
    }

    @Override
    public SeekableByteChannel open(String object) throws IOException {
        Access access = access();
        Reply first = range(access, checked(object), 0, FIRST_BYTES);
        if (first.status() == 416) {
            return new RangeChannel(0, (position, length) -> new byte[0]);
        }
        byte[] begin = first.body();
        return new RangeChannel(size(first), (position, length) -> {
            if (position + length <= begin.length) {
                return Arrays.copyOfRange(begin, (int) position, (int) position + length);
            }
            Reply some = range(access, object, position, length);
            if (some.status() != 206 || some.body().length != length) {
                throw new IOException("the storage did not send the bytes that were asked for");
            }
            return some.body();
        });
    }

    @Override
    public void delete(String object) throws IOException {
        Access access = access();
        Request request = new Request("DELETE", access.bucket().object(checked(object)), Map.of(), new byte[0]);
        Reply reply = send(access, request, SMALL_BYTES);
        if (reply.status() != 404) {
            succeeded(reply);
        }
    }

    @Override
    public List<String> olderThan(Instant instant, String after, int most) throws IOException {
        Optional<Access> configured = settings.access();
        List<String> found = new ArrayList<>();
        String last = after;
        boolean more = configured.isPresent();
        while (more && found.size() < most) {
            ListedObjects listed = list(configured.orElseThrow(), last);
            for (Listed object : listed.objects()) {
                last = object.key()
                        .substring(configured.orElseThrow().bucket().prefix().length());
                // What is not ours is not ours to remove.
                if (found.size() < most
                        && object.modified().isBefore(instant)
                        && OBJECT.matcher(last).matches()) {
                    found.add(last);
                }
            }
            more = listed.more() && !listed.objects().isEmpty();
        }
        return found;
    }

    private ListedObjects list(Access access, String after) throws IOException {
        Reply reply = send(access, Request.get(access.bucket().list(after, MOST_LISTED)), LIST_BYTES);
        succeeded(reply);
        ListedObjects listed = ListedObjects.parse(reply.body());
        if (!listed.objects().stream()
                .allMatch(object -> object.key().startsWith(access.bucket().prefix()))) {
            throw new IOException("the storage listed what was not asked for");
        }
        return listed;
    }

    private Reply range(Access access, String object, long position, int length) throws IOException {
        Request request = Request.get(access.bucket().object(object))
                .with("range", "bytes=" + position + "-" + (position + length - 1));
        Reply reply = send(access, request, Math.max(length, SMALL_BYTES));
        if (reply.status() == 404) {
            throw new NoSuchFileException(object);
        }
        if (reply.status() != 416) {
            succeeded(reply);
        }
        return reply;
    }

    private static long size(Reply first) throws IOException {
        return first.header("content-range")
                .map(CONTENT_RANGE::matcher)
                .filter(Matcher::matches)
                .map(range -> Long.parseLong(range.group(1)))
                .orElseThrow(() -> new IOException("the storage does not answer requests for ranges"));
    }

    private Reply send(Access access, Request request, int maxBytes) throws IOException {
        OutboundHttp.Limits limits = new OutboundHttp.Limits(OutboundHttp.Use.CONTENT, maxBytes, TIMEOUT);
        for (int attempt = 1; true; attempt++) {
            try {
                // A compressed range would be another range.
                Reply reply = http.send(access.signature().sign(request).with("accept-encoding", "identity"), limits);
                if (attempt == MOST_ATTEMPTS || !busy(reply)) {
                    return reply;
                }
            } catch (OutboundRefusedException | OutboundUnavailableException e) {
                throw e;
            } catch (IOException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
            LockSupport.parkNanos(PAUSE.multipliedBy(attempt).toNanos());
        }
    }

    private static boolean busy(Reply reply) {
        return reply.status() == 429 || reply.status() >= 500;
    }

    /** Says what the storage's code is, never what it answered: that may repeat what was sent. */
    private static void succeeded(Reply reply) throws IOException {
        if (reply.status() / 100 != 2) {
            Matcher code = CODE.matcher(new String(reply.body(), StandardCharsets.UTF_8));
            throw new IOException("the storage answered " + reply.status() + (code.find() ? " " + code.group(1) : ""));
        }
    }

    private static String checked(String object) {
        if (!OBJECT.matcher(object).matches()) {
            throw new IllegalArgumentException("object: not a name of ours");
        }
        return object;
    }

    private Access access() throws IOException {
        return settings.access().orElseThrow(() -> new IOException(S3Settings.ENDPOINT + " is not set"));
    }

    /** Keeps the object until it is whole. */
    private final class Writer implements WritableByteChannel {
        private final Access access;
        private final String object;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(SMALL_BYTES);
        private boolean open = true;

        Writer(Access access, String object) {
            this.access = access;
            this.object = object;
        }

        @Override
        public int write(ByteBuffer from) {
            byte[] some = new byte[from.remaining()];
            from.get(some);
            bytes.writeBytes(some);
            return some.length;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() throws IOException {
            if (open) {
                open = false;
                succeeded(send(
                        access,
                        new Request(
                                "PUT",
                                access.bucket().object(object),
                                Map.of("content-type", "application/octet-stream"),
                                bytes.toByteArray()),
                        SMALL_BYTES));
            }
        }
    }
}
