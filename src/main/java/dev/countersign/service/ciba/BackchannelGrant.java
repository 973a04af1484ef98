package dev.countersign.service.ciba;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ciba.CIBAGrant;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import dev.countersign.protocol.Json;
import dev.countersign.service.access.AuthenticateClient;
import dev.countersign.service.access.BindTokens;
import dev.countersign.service.access.MachineClient;
import dev.countersign.service.access.TokenAnswer;
import dev.countersign.service.access.TokenForm;
import dev.countersign.service.access.TokenGrant;
import dev.countersign.service.platform.OAuthProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The grant type of CIBA at the token endpoint (OpenID CIBA Core 1.0 section 10.1). */
@ApplicationScoped
class BackchannelGrant implements TokenGrant {
    private final AuthenticateClient authenticateClient;
    private final CibaClients clients;
    private final CollectTokens collectTokens;
    private final BindTokens bindTokens;

    BackchannelGrant(
            AuthenticateClient authenticateClient,
            CibaClients clients,
            CollectTokens collectTokens,
            BindTokens bindTokens) {
        this.bindTokens = bindTokens;
        this.authenticateClient = authenticateClient;
        this.clients = clients;
        this.collectTokens = collectTokens;
    }

    @Override
    public String grantType() {
        return CIBAGrant.GRANT_TYPE.getValue();
    }

    @Override
    public TokenAnswer grant(TokenForm form) {
        MachineClient machine = authenticateClient.authenticate(form);
        CibaClient client = clients.find(machine.id())
                .orElseThrow(() -> CibaErrors.unauthorizedClient("The client is not registered for CIBA."));
        if (client.fapi()) {
            FapiRules.checkAuthentication(form);
            FapiRules.checkBinding(machine);
        }
        // Before the tokens are collected: they are given out once.
        MakeTokens.Holder holder = bindTokens
                .thumbprint(machine, form)
                .<MakeTokens.Holder>map(MakeTokens.Holder.OfCertificate::new)
                .orElseGet(MakeTokens.Holder.Anybody::new);
        CollectTokens.Polled polled = collectTokens.collect(client.clientId(), authReqId(form), holder);
        if (polled instanceof CollectTokens.Polled.Unknown && client.mode() == DeliveryMode.PUSH) {
            // Section 11: such a client has nothing to ask for here; what it asked in another mode before, it may
            // collect.
            throw refusal(new CollectTokens.Polled.Pushed());
        }
        return answer(polled);
    }

    private static String authReqId(TokenForm form) {
        Map<String, List<String>> parameters = new HashMap<>();
        form.parameters().forEach((name, value) -> parameters.put(name, List.of(value)));
        try {
            return CIBAGrant.parse(parameters).getAuthRequestID().getValue();
        } catch (ParseException | IllegalArgumentException e) {
            if (form.parameter("auth_req_id").isPresent()) {
                // Too short or with other characters: one that we never gave out.
                throw CibaErrors.invalidGrant();
            }
            throw CibaErrors.invalidRequest("auth_req_id is missing.");
        }
    }

    private static TokenAnswer answer(CollectTokens.Polled polled) {
        if (polled instanceof CollectTokens.Polled.Granted granted) {
            String body = new OIDCTokenResponse(granted.tokens().toOidc())
                    .toJSONObject()
                    .toJSONString();
            return new TokenAnswer(Json.parseObject(body.getBytes(StandardCharsets.UTF_8)));
        }
        throw refusal(polled);
    }

    private static OAuthProblem refusal(CollectTokens.Polled polled) {
        if (polled instanceof CollectTokens.Polled.Pending) {
            return new OAuthProblem(
                    400,
                    DeviceAuthorizationGrantError.AUTHORIZATION_PENDING.getCode(),
                    "The customer has not answered yet.");
        }
        if (polled instanceof CollectTokens.Polled.TooFast) {
            return new OAuthProblem(
                    400,
                    DeviceAuthorizationGrantError.SLOW_DOWN.getCode(),
                    "Leave 5 seconds more between polls from now on.");
        }
        if (polled instanceof CollectTokens.Polled.Pushed) {
            return CibaErrors.unauthorizedClient("A client in push mode is sent its tokens.");
        }
        if (polled instanceof CollectTokens.Polled.Denied) {
            return CibaErrors.denied();
        }
        if (polled instanceof CollectTokens.Polled.Expired) {
            return CibaErrors.expiredToken();
        }
        return CibaErrors.invalidGrant();
    }
}
