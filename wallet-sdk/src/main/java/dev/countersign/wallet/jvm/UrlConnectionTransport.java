package dev.countersign.wallet.jvm;

import dev.countersign.wallet.Lines;
import dev.countersign.wallet.Reply;
import dev.countersign.wallet.Request;
import dev.countersign.wallet.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** HTTP by {@link HttpURLConnection}, which every JVM and every Android has. https only, unless told otherwise. */
public final class UrlConnectionTransport implements Transport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(15);

    /** Longest silence of a stream: the service's heartbeats come more often. */
    private static final Duration STREAM_TIMEOUT = Duration.ofSeconds(60);

    private static final int MAX_LINE_BYTES = 1 << 16;

    private final Schemes schemes;

    private enum Schemes {
        HTTPS_ONLY,
        HTTPS_AND_LOOPBACK_HTTP
    }

    private UrlConnectionTransport(Schemes schemes) {
        this.schemes = schemes;
    }

    /** Makes a transport that knows https only. */
    public UrlConnectionTransport() {
        this(Schemes.HTTPS_ONLY);
    }

    /** Returns one that, for development on one machine, also knows plain http to a loopback host. Never in production. */
    public UrlConnectionTransport allowingLoopbackHttp() {
        return new UrlConnectionTransport(Schemes.HTTPS_AND_LOOPBACK_HTTP);
    }

    @Override
    public Reply send(Request request) throws IOException {
        HttpURLConnection connection = open(request, READ_TIMEOUT);
        try {
            int status = status(connection);
            InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
            return new Reply(status, headers(connection), body == null ? new byte[0] : read(body));
        } catch (HttpRetryException e) {
            // A 401 while the body was streamed: the JDK would like to send it again, with a password.
            return new Reply(e.responseCode(), Map.of(), new byte[0]);
        } finally {
            connection.disconnect();
        }
    }

    @Override
    public Lines stream(Request request) throws IOException {
        HttpURLConnection connection = open(request, STREAM_TIMEOUT);
        int status = status(connection);
        if (status != HttpURLConnection.HTTP_OK) {
            connection.disconnect();
            throw new IOException("status: " + status + " (expected: 200)");
        }
        return new StreamedLines(connection, connection.getInputStream());
    }

    private HttpURLConnection open(Request request, Duration readTimeout) throws IOException {
        requireAllowed(request.uri());
        HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection();
        connection.setRequestMethod(request.method().name());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
        connection.setReadTimeout((int) readTimeout.toMillis());
        request.headers().forEach(connection::setRequestProperty);
        if (request.method() == Request.Method.POST || request.method() == Request.Method.PUT) {
            byte[] body = request.body();
            connection.setDoOutput(true);
            // Streamed, so that the JDK cannot send it a second time when the connection breaks.
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        return connection;
    }

    private void requireAllowed(URI uri) throws IOException {
        boolean loopback = isLoopback(String.valueOf(uri.getHost()));
        boolean allowed = "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && loopback && schemes == Schemes.HTTPS_AND_LOOPBACK_HTTP);
        if (!allowed || uri.getRawUserInfo() != null) {
            throw new IOException("address (expected: https, without user information)");
        }
    }

    /** By name only: what DNS says about a name is not asked. */
    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    private static int status(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("answer (expected: HTTP)");
        }
        return status;
    }

    private static Map<String, String> headers(HttpURLConnection connection) {
        Map<String, String> headers = new HashMap<>();
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null) {
                headers.put(name, values.get(0));
            }
        });
        return headers;
    }

    private static byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                if (out.size() > MAX_BODY_BYTES) {
                    throw new IOException("body: more than " + MAX_BODY_BYTES + " bytes");
                }
            }
        }
        return out.toByteArray();
    }

    private static final class StreamedLines implements Lines {
        private final HttpURLConnection connection;
        private final InputStream in;

        StreamedLines(HttpURLConnection connection, InputStream in) {
            this.connection = connection;
            this.in = in;
        }

        @Override
        public Optional<String> next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    return Optional.empty();
                }
                line.write(b);
                if (line.size() > MAX_LINE_BYTES) {
                    throw new IOException("line: more than " + MAX_LINE_BYTES + " bytes");
                }
            }
            String text = line.toString("UTF-8");
            return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }
}
