package dev.countersign.bench.log;

import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.SignedNote;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at the checkpoint all the time, and remembers when it first saw each size. */
final class Watch implements Runnable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI log;
    private final TreeMap<Long, Long> seenNanos = new TreeMap<>();
    private volatile boolean stopped;

    Watch(URI service) {
        this.log = service.resolve("/log/");
    }

    /** Returns what lies below the log's address. */
    Optional<byte[]> fetch(String path, int maxBytes) throws IOException {
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(log.resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == 404) {
                return Optional.empty();
            }
            if (answer.statusCode() != 200 || answer.body().length > maxBytes) {
                throw new IOException(path + ": status " + answer.statusCode());
            }
            return Optional.of(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Returns the size of the newest checkpoint; 0 before the first. */
    long size() throws IOException {
        return fetch("checkpoint", SignedNote.MAX_BYTES)
                .map(note ->
                        Checkpoint.parse(SignedNote.parse(note).text()).tree().size())
                .orElse(0L);
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                long size = size();
                synchronized (seenNanos) {
                    seenNanos.putIfAbsent(size, System.nanoTime());
                }
                Thread.sleep(10);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        stopped = true;
    }

    /** Returns when an entry was first seen to be covered. */
    Optional<Long> coveredAtNanos(long index) {
        synchronized (seenNanos) {
            return Optional.ofNullable(seenNanos.higherEntry(index)).map(Map.Entry::getValue);
        }
    }
}
