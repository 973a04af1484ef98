package dev.countersign.samples.didcli;

import dev.countersign.did.DocumentFetcher;
import dev.countersign.did.DocumentNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches documents: by https, or by http from this machine; no redirects, no compression, and all within a deadline and a
 * bound.
 *
 * <p>It asks wherever the name leads, inside a network too: it runs for whoever typed the DID, not for strangers. A server
 * that resolves for others needs more.
 */
final class HttpsDocuments implements DocumentFetcher {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");
    private static final int FOUND = 200;
    private static final Set<Integer> ABSENT = Set.of(404, 410);

    private final HttpClient http;
    private final Duration deadline;

    HttpsDocuments() {
        this(Duration.ofSeconds(10));
    }

    HttpsDocuments(Duration deadline) {
        this.deadline = deadline;
        this.http = HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .connectTimeout(deadline)
                .build();
    }

    @Override
    public byte[] fetch(URI uri, int maxBytes) throws IOException {
        boolean https = "https".equals(uri.getScheme());
        if (!https && !("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()))) {
            throw new IOException("scheme (expected: https)");
        }
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Accept", "application/did, application/did+json, application/json;q=0.9")
                .timeout(deadline)
                .build();
        CompletableFuture<HttpResponse<InputStream>> sent = http.sendAsync(request, BodyHandlers.ofInputStream());
        try {
            return sent.thenApplyAsync(response -> read(response, maxBytes))
                    .get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Ends a body that comes drop by drop.
            if (sent.isDone() && !sent.isCompletedExceptionally()) {
                sent.join().body().close();
            }
            sent.cancel(true);
            throw new IOException("no complete answer within " + deadline.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            throw cause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static IOException cause(ExecutionException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return io;
            }
        }
        return new IOException("the host cannot be reached", e);
    }

    private static byte[] read(HttpResponse<InputStream> response, int maxBytes) {
        try (InputStream body = response.body()) {
            if (ABSENT.contains(response.statusCode())) {
                throw new DocumentNotFoundException("status " + response.statusCode());
            }
            if (response.statusCode() != FOUND) {
                throw new IOException("status " + response.statusCode() + " (expected: 200)");
            }
            if (response.headers().firstValue("content-encoding").isPresent()) {
                throw new IOException("content-encoding (expected: none)");
            }
            byte[] bytes = body.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new IOException("body (expected: <= " + maxBytes + " bytes)");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
