package dev.countersign.protocol.openid4vp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.dcql.DcqlQuery;
import dev.countersign.protocol.sdjwt.Audience;
import dev.countersign.protocol.sdjwt.Nonce;
import dev.countersign.protocol.transaction.TransactionData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Verifier asks (OpenID4VP 1.0 section 5): response type {@code vp_token}, answered by POST.
 *
 * <p>Verifier and wallet hold the same value, and nonce, audience, query and transaction data stay together in it. That
 * it parses says nothing about who asks: see {@link RequestObjectVerifier}.
 *
 * @param state there whenever a credential is asked for without holder binding
 * @param transactionData what the Holder authorises, in the exact strings that are hashed
 * @param clientMetadata with a key to encrypt to whenever the response mode demands encryption
 * @param verifierInfo entries of {@code {format, data}}; those of unknown formats are to be ignored
 */
public record AuthorizationRequest(
        ClientId clientId,
        ResponseMode responseMode,
        ResponseUri responseUri,
        Nonce nonce,
        Optional<State> state,
        DcqlQuery query,
        List<TransactionData> transactionData,
        ClientMetadata clientMetadata,
        List<ObjectNode> verifierInfo) {

    private static final String RESPONSE_TYPE = "vp_token";
    private static final int MAX_ENTRIES = 32;

    /** Checks what the parameters owe one another. */
    public AuthorizationRequest {
        transactionData = List.copyOf(transactionData);
        verifierInfo = List.copyOf(verifierInfo);
        if (responseMode == ResponseMode.DIRECT_POST_JWT
                && !clientMetadata.encryptionTarget().isPresent()) {
            throw malformed("8.3: direct_post.jwt without a key to encrypt to");
        }
        boolean unbound = query.credentials().stream()
                .anyMatch(credential -> !credential.terms().holderBinding());
        if (unbound && !state.isPresent()) {
            throw malformed("5.3: state (expected: whenever holder binding is waived)");
        }
        if (clientId.prefix() == ClientIdPrefix.REDIRECT_URI
                && !clientId.original().equals(responseUri.text())) {
            throw malformed("5.9.3: response_uri (expected: that of the client_id)");
        }
    }

    /**
     * Reads the parameters of a request object. Those that the standard does not name are ignored.
     *
     * @throws MalformedInputException when a rule of section 5 is broken, or something is asked that we do not do:
     *     another response type or mode, a scope in place of a query
     */
    public static AuthorizationRequest parse(ObjectNode parameters) {
        if (!text(parameters, OpenId4Vp.RESPONSE_TYPE).equals(RESPONSE_TYPE)) {
            throw malformed("5.4: response_type (expected: vp_token)");
        }
        ClientId clientId = ClientId.parse(text(parameters, OpenId4Vp.CLIENT_ID));
        return new AuthorizationRequest(
                clientId,
                ResponseMode.parse(text(parameters, OpenId4Vp.RESPONSE_MODE)),
                responseUri(parameters, clientId),
                Nonce.parse(text(parameters, OpenId4Vp.NONCE)),
                parameters.has(OpenId4Vp.STATE)
                        ? Optional.of(State.parse(text(parameters, OpenId4Vp.STATE)))
                        : Optional.empty(),
                query(parameters),
                transactionData(parameters),
                ClientMetadata.parse(parameters.path(OpenId4Vp.CLIENT_METADATA)),
                verifierInfo(parameters));
    }

    /** Reads the parameters of a URL, where JSON values are text. */
    static AuthorizationRequest parse(FormParameters parameters) {
        ObjectNode json = Json.object();
        parameters.values().forEach((name, value) -> {
            switch (name) {
                case OpenId4Vp.DCQL_QUERY,
                        OpenId4Vp.CLIENT_METADATA,
                        OpenId4Vp.TRANSACTION_DATA,
                        OpenId4Vp.VERIFIER_INFO -> json.set(name, Json.parse(value));
                default -> json.put(name, value);
            }
        });
        return parse(json);
    }

    private static ResponseUri responseUri(ObjectNode parameters, ClientId clientId) {
        if (parameters.has(OpenId4Vp.REDIRECT_URI)) {
            throw malformed("8.2: redirect_uri (expected: absent with direct_post)");
        }
        if (clientId.prefix() == ClientIdPrefix.REDIRECT_URI && !parameters.has(OpenId4Vp.RESPONSE_URI)) {
            return ResponseUri.parse(clientId.original());
        }
        return ResponseUri.parse(text(parameters, OpenId4Vp.RESPONSE_URI));
    }

    private static DcqlQuery query(ObjectNode parameters) {
        if (parameters.has(OpenId4Vp.SCOPE) || !parameters.has(OpenId4Vp.DCQL_QUERY)) {
            throw malformed("5.1: (expected: dcql_query, and no scope)");
        }
        return DcqlQuery.parse(parameters.path(OpenId4Vp.DCQL_QUERY));
    }

    private static List<TransactionData> transactionData(ObjectNode parameters) {
        List<TransactionData> data = new ArrayList<>();
        for (JsonNode entry : entries(parameters, OpenId4Vp.TRANSACTION_DATA)) {
            if (!entry.isTextual()) {
                throw malformed("5.1: transaction_data (expected: strings)");
            }
            data.add(TransactionData.parse(entry.textValue()));
        }
        return data;
    }

    private static List<ObjectNode> verifierInfo(ObjectNode parameters) {
        List<ObjectNode> info = new ArrayList<>();
        for (JsonNode entry : entries(parameters, OpenId4Vp.VERIFIER_INFO)) {
            if (!(entry instanceof ObjectNode object) || !entry.path("format").isTextual() || !entry.has("data")) {
                throw malformed("5.1: verifier_info (expected: objects with format and data)");
            }
            info.add(object.deepCopy());
        }
        return info;
    }

    private static Iterable<JsonNode> entries(ObjectNode parameters, String name) {
        if (!parameters.has(name)) {
            return List.of();
        }
        if (parameters.get(name) instanceof ArrayNode array && !array.isEmpty() && array.size() <= MAX_ENTRIES) {
            return array;
        }
        throw malformed("5.1: " + name + " (expected: an array of 1 to " + MAX_ENTRIES + ")");
    }

    private static String text(ObjectNode parameters, String name) {
        JsonNode value = parameters.path(name);
        if (!value.isTextual()) {
            throw malformed("5.1: " + name + " (expected: a string)");
        }
        return value.textValue();
    }

    /** Returns whom an answer must be made for: the full client identifier. */
    public Audience audience() {
        return Audience.parse(clientId.toString());
    }

    /** Returns the parameters as members of one object. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put(OpenId4Vp.RESPONSE_TYPE, RESPONSE_TYPE)
                .put(OpenId4Vp.CLIENT_ID, clientId.toString())
                .put(OpenId4Vp.RESPONSE_MODE, responseMode.wireName())
                .put(OpenId4Vp.RESPONSE_URI, responseUri.text())
                .put(OpenId4Vp.NONCE, nonce.value());
        state.ifPresent(value -> json.put(OpenId4Vp.STATE, value.value()));
        json.set(OpenId4Vp.DCQL_QUERY, query.toJson());
        if (!transactionData.isEmpty()) {
            ArrayNode data = json.putArray(OpenId4Vp.TRANSACTION_DATA);
            transactionData.forEach(entry -> data.add(entry.encoded()));
        }
        json.set(OpenId4Vp.CLIENT_METADATA, clientMetadata.toJson());
        if (!verifierInfo.isEmpty()) {
            json.putArray(OpenId4Vp.VERIFIER_INFO).addAll(verifierInfo);
        }
        return json;
    }

    /** Returns the parameters of a URL, where JSON values are text: the form of a request that is not signed. */
    public FormParameters toParameters() {
        Map<String, String> values = new LinkedHashMap<>();
        toJson().properties()
                .forEach(member -> values.put(
                        member.getKey(),
                        member.getValue().isTextual()
                                ? member.getValue().textValue()
                                : member.getValue().toString()));
        return new FormParameters(values);
    }

    @Override
    public String toString() {
        return "AuthorizationRequest[" + clientId.prefix() + ", " + responseMode + "]";
    }

    private static MalformedInputException malformed(String what) {
        return new MalformedInputException("OpenID4VP 1.0 " + what);
    }
}
