package dev.countersign.service.platform;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The one way out to the network, for addresses that others chose: DID documents, status lists, push endpoints.
 *
 * <p>Only https, and only to public addresses, judged on the address that is connected to; hosts that the operator listed
 * may lie inside, and in the development posture loopback addresses are allowed too, also by plain http. A GET follows
 * up to three redirects within its origin, and none elsewhere. No cookie or proxy is used. A host that keeps failing is left
 * alone for a while. Never call it inside a database transaction, nor on an event loop.
 */
public interface OutboundHttp {
    /** What requests are made for, as the metrics tell it. */
    enum Use {
        /** A document or log of somebody else's DID. */
        DID_DOCUMENT,
        /** A status list of an issuer. */
        STATUS_LIST,
        /** Metadata or keys of an issuer. */
        ISSUER_METADATA,
        /** A message to a push service, or credentials for one. */
        PUSH,
        /** An event to the organisation's other systems. */
        WEBHOOK,
        /** Word to a CIBA client that its request has an outcome. */
        CIBA_NOTIFICATION,
        /** A text message to the organisation's gateway. */
        TEXT_MESSAGE,
        /** A checkpoint to a witness of the log. */
        WITNESS,
        /** A checkpoint's hash to a public chain. */
        ANCHOR,
        /** A part of a recording, transcript or attachment to a storage, or from there. */
        CONTENT
    }

    /**
     * What an exchange is for, and what it may cost.
     *
     * @param maxBytes largest body that is read, before and after it is decompressed
     * @param timeout for everything from the look-up of the name to the last byte, redirects included
     */
    record Limits(Use use, int maxBytes, Duration timeout) {}

    /** A request. Header names in lower case. */
    // Never compared, and the array is copied.
    @SuppressWarnings("ArrayRecordComponent")
    record Request(String method, URI uri, Map<String, String> headers, byte[] body) {
        /** Keeps its own copies. */
        public Request {
            headers = Map.copyOf(headers);
            body = body.clone();
        }

        /** A GET request. */
        public static Request get(URI uri) {
            return new Request("GET", uri, Map.of(), new byte[0]);
        }

        /** A POST request. */
        public static Request post(URI uri, byte[] body) {
            return new Request("POST", uri, Map.of(), body);
        }

        /** Returns the same request with one more header. */
        public Request with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header.toLowerCase(Locale.ROOT), value);
            return new Request(method, uri, more, body);
        }

        /** Returns the same request to another place. */
        public Request to(URI elsewhere) {
            return new Request(method, elsewhere, headers, body);
        }

        @Override
        public byte[] body() {
            return body.clone();
        }

        @Override
        public String toString() {
            return method + " " + uri.getHost();
        }
    }

    /** An answer of any status. Header names in lower case. */
    // Never compared, and the array is copied.
    @SuppressWarnings("ArrayRecordComponent")
    record Reply(int status, Map<String, List<String>> headers, byte[] body) {
        /** Keeps its own copies. */
        public Reply {
            headers = Map.copyOf(headers);
            body = body.clone();
        }

        /** Returns the first value of a header. */
        public Optional<String> header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                    .findFirst();
        }

        /** Returns how long to wait before the next request ({@code Retry-After}, RFC 9110 section 10.2.3), if it says. */
        public Optional<Duration> retryAfter(Instant now) {
            return header("retry-after").flatMap(value -> RetryAfter.parse(value, now));
        }

        @Override
        public byte[] body() {
            return body.clone();
        }

        @Override
        public String toString() {
            return "Reply " + status + ", " + body.length + " bytes";
        }
    }

    /**
     * Sends a request and reads the answer. Retries nothing but a GET that met a kept connection which was just closed.
     *
     * @throws OutboundRefusedException when the rules above forbid it, or the answer breaks one or a limit
     * @throws OutboundUnavailableException when the host failed too often lately; nothing was sent
     * @throws java.net.SocketTimeoutException when there is no complete answer in time
     * @throws IOException when the other side cannot be reached
     */
    Reply send(Request request, Limits limits) throws IOException;

    /** Sends a GET request; see {@link #send}. */
    default Reply get(URI uri, Limits limits) throws IOException {
        return send(Request.get(uri), limits);
    }
}
