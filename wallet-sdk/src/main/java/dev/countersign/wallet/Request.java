package dev.countersign.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP request. What it carries is secret: it prints only where it goes. */
public final class Request {
    /** The methods that a wallet needs. */
    public enum Method {
        GET,
        POST,
        PUT,
        DELETE
    }

    private final Method method;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte[] body;

    private Request(Method method, URI uri, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.uri = uri;
        this.headers = headers;
        this.body = body;
    }

    /** Returns a request without headers and body. */
    public static Request of(Method method, URI uri) {
        return new Request(method, uri, Map.of(), new byte[0]);
    }

    /** Returns a request to fetch JSON. */
    public static Request get(URI uri) {
        return of(Method.GET, uri).with("Accept", "application/json");
    }

    /** Returns a request that posts JSON. */
    public static Request post(URI uri, JsonNode json) {
        return of(Method.POST, uri).json(json);
    }

    /**
     * Returns a request that posts a form.
     *
     * @param form application/x-www-form-urlencoded, as in {@code a=b&c=d}
     */
    public static Request form(URI uri, String form) {
        return new Request(
                Method.POST,
                uri,
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
                form.getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns the same request with a JSON body. */
    public Request json(JsonNode json) {
        return new Request(method, uri, headers, Json.print(json))
                .with("Content-Type", "application/json")
                .with("Accept", "application/json");
    }

    /** Returns the same request with one more header, or another value of it. */
    public Request with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Request(method, uri, more, body);
    }

    /** Returns the method. */
    public Method method() {
        return method;
    }

    /** Returns where it goes. */
    public URI uri() {
        return uri;
    }

    /** Returns the headers, in their order. */
    public Map<String, String> headers() {
        return new LinkedHashMap<>(headers);
    }

    /** Returns a copy of the body; empty when there is none. */
    public byte[] body() {
        return body.clone();
    }

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
