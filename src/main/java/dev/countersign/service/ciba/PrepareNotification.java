package dev.countersign.service.ciba;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ciba.AuthRequestID;
import com.nimbusds.oauth2.sdk.ciba.CIBAError;
import com.nimbusds.oauth2.sdk.ciba.CIBAErrorDelivery;
import com.nimbusds.oauth2.sdk.ciba.CIBAPingCallback;
import com.nimbusds.oauth2.sdk.ciba.CIBATokenDelivery;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import dev.countersign.service.access.AccountState;
import dev.countersign.service.access.MachineClients;
import dev.countersign.service.access.TokenBinding;
import dev.countersign.service.consent.Challenges;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.consent.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/** Puts together what a client is told (OpenID CIBA Core 1.0 sections 10.2, 10.3 and 12). */
@ApplicationScoped
class PrepareNotification {
    private final BackchannelRequests requests;
    private final Recipients recipients;
    private final Challenges challenges;
    private final MakeTokens makeTokens;
    private final AuthReqIds authReqIds;
    private final Clock clock;

    PrepareNotification(
            BackchannelRequests requests,
            Recipients recipients,
            Challenges challenges,
            MakeTokens makeTokens,
            AuthReqIds authReqIds,
            Clock clock) {
        this.requests = requests;
        this.recipients = recipients;
        this.challenges = challenges;
        this.makeTokens = makeTokens;
        this.authReqIds = authReqIds;
        this.clock = clock;
    }

    /** Returns the call to make; empty when there is nobody left to call. */
    @Transactional
    public Optional<NotificationSender.Call> prepare(String requestId) {
        Optional<BackchannelRequest> request = requests.lock(requestId);
        Optional<URI> endpoint = request.flatMap(recipients::endpoint);
        Optional<String> token = request.flatMap(requests::notificationToken);
        if (request.isEmpty() || endpoint.isEmpty() || token.isEmpty()) {
            return Optional.empty();
        }
        HTTPRequest message = request.get().mode() == DeliveryMode.PING
                ? new CIBAPingCallback(endpoint.get(), new BearerAccessToken(token.get()), authReqId(request.get()))
                        .toHTTPRequest()
                : push(request.get(), endpoint.get(), new BearerAccessToken(token.get()));
        return Optional.of(new NotificationSender.Call(
                endpoint.get(), token.get(), String.valueOf(message.getBody()).getBytes(StandardCharsets.UTF_8)));
    }

    private HTTPRequest push(BackchannelRequest request, URI endpoint, BearerAccessToken token) {
        if (!(challenges.find(request.challenge()).orElseThrow() instanceof ConsentChallenge.Ended ended)) {
            throw new IllegalStateException(request + " has no outcome");
        }
        if (ended.outcome() instanceof Outcome.Verified) {
            requests.collect(request, clock.instant());
            MakeTokens.Tokens tokens = makeTokens.make(request, ended.at(), new MakeTokens.Holder.Anybody());
            return new CIBATokenDelivery(endpoint, token, authReqId(request), tokens.toOidc()).toHTTPRequest();
        }
        return new CIBAErrorDelivery(endpoint, token, authReqId(request), error(ended.outcome())).toHTTPRequest();
    }

    /** Section 12. */
    private static ErrorObject error(Outcome outcome) {
        if (outcome instanceof Outcome.Expired) {
            return CIBAError.EXPIRED_TOKEN;
        }
        boolean ours = outcome instanceof Outcome.Undecided || outcome instanceof Outcome.Rejected;
        return ours ? CIBAError.TRANSACTION_FAILED : OAuth2Error.ACCESS_DENIED;
    }

    /** Finds where a client wants to be told. */
    @ApplicationScoped
    static class Recipients {
        private final CibaClients clients;
        private final MachineClients machines;

        Recipients(CibaClients clients, MachineClients machines) {
            this.clients = clients;
            this.machines = machines;
        }

        /**
         * Returns the endpoint; empty when the client uses CIBA no more, or was suspended, or when what would be pushed is
         * bound to its certificate since it asked (RFC 8705 section 3).
         */
        Optional<URI> endpoint(BackchannelRequest request) {
            return machines.find(request.clientId())
                    .filter(machine -> machine.state() == AccountState.ACTIVE)
                    .filter(machine -> request.mode() != DeliveryMode.PUSH
                            || machine.proof().binding() != TokenBinding.CERTIFICATE)
                    .flatMap(machine -> clients.find(machine.id()))
                    .flatMap(CibaClient::notificationEndpoint);
        }
    }

    private AuthRequestID authReqId(BackchannelRequest request) {
        return new AuthRequestID(authReqIds.of(request.id()));
    }
}
