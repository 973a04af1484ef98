package dev.countersign.samples.witness;

import dev.countersign.protocol.log.LogFetcher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/** A log that is asked by HTTP: no redirects, and each answer whole within a deadline and a bound. */
final class HttpLog implements LogFetcher {
    /** Bundles may be larger by the format: not here, where some are in memory at once. Ours have 34 bytes an entry. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final int FOUND = 200;
    private static final Set<Integer> ABSENT = Set.of(404, 410);

    private final HttpClient http;
    private final URI url;
    private final Duration deadline;

    HttpLog(HttpClient http, URI url, Duration deadline) {
        this.http = http;
        this.url = url;
        this.deadline = deadline;
    }

    /** Returns a client as this class needs it. */
    static HttpClient client(Duration deadline) {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(deadline)
                .build();
    }

    @Override
    public Optional<byte[]> fetch(String path, int mostBytes) throws IOException {
        int maxBytes = Math.min(mostBytes, MAX_BYTES);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .version("http".equals(url.getScheme()) ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
                .header("Accept-Encoding", "gzip")
                .timeout(deadline)
                .build();
        HttpResponse<byte[]> response = await(http.sendAsync(
                request,
                head -> head.statusCode() == FOUND
                        ? new BoundedBody(maxBytes)
                        : BodySubscribers.replacing(new byte[0])));
        if (ABSENT.contains(response.statusCode())) {
            return Optional.empty();
        }
        if (response.statusCode() != FOUND) {
            throw new IOException("status " + response.statusCode() + " (expected: 200)");
        }
        return Optional.of(decoded(response, maxBytes));
    }

    // The client's own timeout ends with the headers: this one also ends a body that comes drop by drop.
    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> sent) throws IOException {
        try {
            return sent.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no complete answer within " + deadline, e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            sent.cancel(true);
        }
    }

    private static byte[] decoded(HttpResponse<byte[]> response, int maxBytes) throws IOException {
        String coding = response.headers().firstValue("content-encoding").orElse("identity");
        if (coding.equals("identity")) {
            return response.body();
        }
        if (!coding.equals("gzip")) {
            throw new IOException("content-encoding (expected: gzip or none)");
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new IOException("body (expected: <= " + maxBytes + " bytes)");
            }
            return bytes;
        }
    }
}
