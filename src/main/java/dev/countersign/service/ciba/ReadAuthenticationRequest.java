package dev.countersign.service.ciba;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.ciba.CIBARequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.consent.BindingMessage;
import dev.countersign.service.access.MachineClient;
import dev.countersign.service.access.TokenForm;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads an authentication request of a client that has authenticated (OpenID CIBA Core 1.0 sections 7.1 and 7.2). */
@ApplicationScoped
class ReadAuthenticationRequest {
    private static final String REQUEST = "request";
    private static final Set<String> OF_THE_CLIENT =
            Set.of("client_id", "client_secret", "client_assertion", "client_assertion_type");

    /** RFC 6750 2.1: b64token. */
    private static final Pattern BEARER_TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{1,1024}=*");

    private static final int MAX_TOKEN_CHARS = 1_024;

    private final VerifyRequestObject verifyRequestObject;
    private final ReadHint readHint;
    private final PublicUrl publicUrl;

    ReadAuthenticationRequest(VerifyRequestObject verifyRequestObject, ReadHint readHint, PublicUrl publicUrl) {
        this.verifyRequestObject = verifyRequestObject;
        this.readHint = readHint;
        this.publicUrl = publicUrl;
    }

    AuthenticationRequest read(TokenForm form, CibaClient client, MachineClient machine) {
        Map<String, String> parameters = new LinkedHashMap<>(form.parameters());
        parameters.keySet().removeAll(OF_THE_CLIENT);
        // RFC 6749 3.1: a parameter without a value counts as absent.
        parameters.values().removeIf(String::isEmpty);
        CIBARequest request = unsigned(parameters, client, machine);
        if (request.getScope() == null || request.getScope().isEmpty()) {
            throw CibaErrors.invalidRequest("scope is missing (expected: openid)");
        }
        if (!request.getScope().contains("openid")) {
            throw CibaErrors.invalidScope("scope (expected: openid among others)");
        }
        Optional<String> notificationToken = notificationToken(request, client);
        PurposeDetail detail = Optional.ofNullable(request.getAuthorizationDetails())
                .map(details -> PurposeDetail.read(details, client))
                .orElseGet(() -> PurposeDetail.of(client.purposes().get(0)));
        checkContext(request, client);
        Optional<BindingMessage> bindingMessage =
                Optional.ofNullable(request.getBindingMessage()).map(ReadAuthenticationRequest::bindingMessage);
        if (request.getUserCode() != null && !client.has(CibaClient.Option.USER_CODE)) {
            throw CibaErrors.invalidRequest("user_code (expected: none, the client is not registered for it)");
        }
        return new AuthenticationRequest(
                readHint.read(request, machine),
                detail,
                bindingMessage,
                Optional.ofNullable(request.getUserCode()).map(Secret::getValue),
                Optional.ofNullable(request.getRequestedExpiry()).map(Duration::ofSeconds),
                notificationToken);
    }

    private CIBARequest unsigned(Map<String, String> parameters, CibaClient client, MachineClient machine) {
        if (parameters.containsKey("request_uri")) {
            throw CibaErrors.invalidRequest("request_uri (expected: none, CIBA has only request)");
        }
        CIBARequest request = parse(parameters, client);
        if (!request.isSigned()) {
            if (client.fapi() || client.requestSigning().isPresent()) {
                throw CibaErrors.invalidRequest("the request is not signed (expected: request, a signed JWT)");
            }
            return request;
        }
        // CIBA 7.1.1: what stands beside a signed request is not signed, so it must not count.
        if (!parameters.keySet().equals(Set.of(REQUEST))) {
            throw CibaErrors.invalidRequest("parameters beside request (expected: none)");
        }
        return parse(verifyRequestObject.verify(request.getRequestJWT(), client, machine), client);
    }

    private CIBARequest parse(Map<String, String> parameters, CibaClient client) {
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, publicUrl.resolve(CibaFacts.ENDPOINT));
        request.setEntityContentType(ContentType.APPLICATION_URLENCODED);
        // The library reads no request without client authentication. The client's own was verified before, and does
        // not
        // stand inside a signed request; this says who it was.
        request.setAuthorization(new ClientSecretBasic(new ClientID(client.clientId()), new Secret("verified"))
                .toHTTPAuthorizationHeader());
        Map<String, List<String>> values = new LinkedHashMap<>();
        parameters.forEach((name, value) -> values.put(name, List.of(value)));
        request.setBody(URLUtils.serializeParameters(values));
        try {
            return CIBARequest.parse(request);
        } catch (ParseException | IllegalArgumentException e) {
            throw CibaErrors.invalidRequest("CIBA 7.1: " + e.getMessage());
        }
    }

    private static Optional<String> notificationToken(CIBARequest request, CibaClient client) {
        if (!client.mode().notifies()) {
            return Optional.empty();
        }
        if (request.getClientNotificationToken() == null) {
            throw CibaErrors.invalidRequest("client_notification_token is missing (ping and push need one)");
        }
        String token = request.getClientNotificationToken().getValue();
        if (token.length() > MAX_TOKEN_CHARS || !BEARER_TOKEN.matcher(token).matches()) {
            throw CibaErrors.invalidRequest(
                    "client_notification_token (expected: a bearer token, RFC 6750 2.1, of at most 1024 characters)");
        }
        return Optional.of(token);
    }

    /** FAPI-CIBA 5.2.2-2. */
    private static void checkContext(CIBARequest request, CibaClient client) {
        if (client.has(CibaClient.Option.BINDING_MESSAGE_REQUIRED)
                && request.getBindingMessage() == null
                && request.getAuthorizationDetails() == null) {
            throw CibaErrors.invalidRequest("binding_message is missing (or authorization_details)");
        }
    }

    private static BindingMessage bindingMessage(String text) {
        try {
            return new BindingMessage(text);
        } catch (MalformedInputException e) {
            throw CibaErrors.invalidBindingMessage(String.valueOf(e.getMessage()));
        }
    }
}
