package dev.countersign.protocol.openid4vp;

import dev.countersign.protocol.MalformedInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a link, a QR code or a push carries to a wallet (OpenID4VP 1.0 section 5): how to come by the request. */
public sealed interface WalletInvocation {

    /**
     * The request object lies at a URI (RFC 9101 section 5.2).
     *
     * @param clientId as it was written; it must equal the one inside, byte for byte
     */
    record ByReference(String clientId, URI requestUri, RequestUriMethod method) implements WalletInvocation {}

    /** The request object is here (RFC 9101 section 5.1). */
    record ByValue(String clientId, String requestObject) implements WalletInvocation {}

    /** The parameters are here, and nobody signed them. */
    record Unsigned(AuthorizationRequest request) implements WalletInvocation {}

    /**
     * Reads a link, whatever its scheme: {@code openid4vp://?client_id=...&request_uri=...}.
     *
     * @throws MalformedInputException when it is none of the three forms
     */
    static WalletInvocation parse(String link) {
        if (link.length() > FormParameters.MAX_CHARS) {
            throw malformed("size (expected: <= " + FormParameters.MAX_CHARS + " characters)");
        }
        try {
            String query = new URI(link).getRawQuery();
            return of(FormParameters.parse(query == null ? "" : query));
        } catch (URISyntaxException e) {
            throw new MalformedInputException("OpenID4VP 1.0 5: link (expected: a URI)", e);
        }
    }

    /**
     * Reads the parameters of a link.
     *
     * @throws MalformedInputException when they are none of the three forms
     */
    static WalletInvocation of(FormParameters parameters) {
        String clientId = parameters.get(OpenId4Vp.CLIENT_ID).orElseThrow(() -> malformed("client_id is missing"));
        Optional<String> requestUri = parameters.get(OpenId4Vp.REQUEST_URI);
        Optional<String> request = parameters.get(OpenId4Vp.REQUEST);
        Optional<String> method = parameters.get(OpenId4Vp.REQUEST_URI_METHOD);
        if (requestUri.isPresent() && request.isPresent()) {
            throw malformed("request and request_uri (expected: one of them)");
        }
        if (method.isPresent() && !requestUri.isPresent()) {
            throw malformed("request_uri_method (expected: with request_uri only)");
        }
        if (requestUri.isPresent()) {
            return new ByReference(
                    clientId,
                    Hosts.parse(requestUri.get(), "request_uri"),
                    method.map(RequestUriMethod::parse).orElse(RequestUriMethod.GET));
        }
        return request.<WalletInvocation>map(object -> new ByValue(clientId, object))
                .orElseGet(() -> new Unsigned(AuthorizationRequest.parse(parameters)));
    }

    /** Returns the link in the custom scheme of the static profile. */
    default URI toUri() {
        Map<String, String> values = new LinkedHashMap<>();
        if (this instanceof ByReference reference) {
            values.put(OpenId4Vp.CLIENT_ID, reference.clientId());
            values.put(OpenId4Vp.REQUEST_URI, reference.requestUri().toString());
            if (reference.method() == RequestUriMethod.POST) {
                values.put(OpenId4Vp.REQUEST_URI_METHOD, reference.method().wireName());
            }
        } else if (this instanceof ByValue value) {
            values.put(OpenId4Vp.CLIENT_ID, value.clientId());
            values.put(OpenId4Vp.REQUEST, value.requestObject());
        } else if (this instanceof Unsigned unsigned) {
            values.putAll(unsigned.request().toParameters().values());
        }
        return URI.create(OpenId4Vp.SCHEME + "://?" + new FormParameters(values).print());
    }

    private static MalformedInputException malformed(String what) {
        return new MalformedInputException("OpenID4VP 1.0 5: " + what);
    }
}
