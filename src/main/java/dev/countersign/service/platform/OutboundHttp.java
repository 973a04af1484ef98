package dev.countersign.service.platform;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The one way out to the network, for addresses that others chose: DID documents, status lists, push endpoints.
 *
 * <p>Only https, and only to public addresses, judged on the address that is connected to. In the development posture
 * loopback addresses are allowed too, also by plain http. No redirect is followed, no compressed body is read, no cookie
 * or proxy is used. Never call it inside a database transaction.
 */
public interface OutboundHttp {
    /**
     * What an exchange may cost.
     *
     * @param maxBytes largest body that is read
     * @param timeout for everything from the look-up of the name to the last byte
     */
    record Limits(int maxBytes, Duration timeout) {}

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
     * Sends a request and reads the answer. Retries nothing.
     *
     * @throws OutboundRefusedException when the rules above forbid it, or the answer breaks a limit
     * @throws IOException when the other side cannot be reached or does not answer in time
     */
    Reply send(Request request, Limits limits) throws IOException;

    /** Sends a GET request; see {@link #send}. */
    default Reply get(URI uri, Limits limits) throws IOException {
        return send(Request.get(uri), limits);
    }
}
