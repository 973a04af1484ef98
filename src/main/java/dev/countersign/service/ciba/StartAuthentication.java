package dev.countersign.service.ciba;

import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.service.access.ActAs;
import dev.countersign.service.access.AuthenticateClient;
import dev.countersign.service.access.MachineClient;
import dev.countersign.service.access.TokenBinding;
import dev.countersign.service.access.TokenForm;
import dev.countersign.service.consent.Ask;
import dev.countersign.service.consent.ChallengeHolder;
import dev.countersign.service.consent.NewChallenge;
import dev.countersign.service.platform.OAuthProblem;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.SortableIds;
import dev.countersign.service.presentation.WalletProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;

/** Takes an authentication request and has the customer asked (OpenID CIBA Core 1.0 section 7). */
@ApplicationScoped
public class StartAuthentication {
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private final AuthenticateClient authenticateClient;
    private final CibaClients clients;
    private final ReadAuthenticationRequest readRequest;
    private final OpenConversation openConversation;
    private final ChallengeHolder challengeHolder;
    private final KeepRequest keepRequest;
    private final ActAs actAs;

    StartAuthentication(
            AuthenticateClient authenticateClient,
            CibaClients clients,
            ReadAuthenticationRequest readRequest,
            OpenConversation openConversation,
            ChallengeHolder challengeHolder,
            KeepRequest keepRequest,
            ActAs actAs) {
        this.authenticateClient = authenticateClient;
        this.clients = clients;
        this.readRequest = readRequest;
        this.openConversation = openConversation;
        this.challengeHolder = challengeHolder;
        this.keepRequest = keepRequest;
        this.actAs = actAs;
    }

    /**
     * What the client is told (section 7.3).
     *
     * @param interval present for poll and ping
     * @param bindingCode stands on the phone too; an extension, for clients that want to say or show it
     */
    public record Acknowledgement(
            String authReqId, Duration expiresIn, Optional<Duration> interval, Optional<String> bindingCode) {
        @Override
        public String toString() {
            return "Acknowledgement";
        }
    }

    /**
     * Has the customer asked; when this returns, the request is durable and on its way to the phone.
     *
     * @throws OAuthProblem with an error of section 13
     */
    @Transactional
    public Acknowledgement start(TokenForm form) {
        // CIBA 7.2 step 1.
        MachineClient machine = authenticateClient.authenticate(form);
        CibaClient client = clients.find(machine.id())
                .orElseThrow(() -> CibaErrors.unauthorizedClient("The client is not registered for CIBA."));
        if (client.fapi()) {
            FapiRules.checkAuthentication(form);
            FapiRules.checkMode(client);
            FapiRules.checkBinding(machine);
        }
        checkDelivery(client, machine);
        // Steps 2 and 3.
        AuthenticationRequest request = readRequest.read(form, client, machine);
        actAs.client(machine);
        try {
            return ask(request, client);
        } catch (Problem e) {
            throw inOAuthForm(e);
        }
    }

    /** It is not registered so; here because an administrator may have changed the client since. */
    private static void checkDelivery(CibaClient client, MachineClient machine) {
        if (client.mode() == DeliveryMode.PUSH && machine.proof().binding() == TokenBinding.CERTIFICATE) {
            throw CibaErrors.unauthorizedClient(
                    "The client's tokens are bound to its certificate, and pushed ones cannot be.");
        }
    }

    private Acknowledgement ask(AuthenticationRequest request, CibaClient client) {
        // Steps 4 to 6.
        OpenConversation.Opened opened = openConversation.open(request, client);
        // DISPLAY: the client's message, and a code that we draw, stand on both sides; docs/decisions tells why.
        Ask ask = challengeHolder
                .challenge(
                        opened.interaction().id(),
                        new NewChallenge(
                                request.detail().purpose(),
                                Optional.of(CallBinding.DISPLAY),
                                WalletProfile.OWN,
                                request.requestedExpiry(),
                                request.bindingMessage()))
                .ask();
        return keepRequest.keep(ask, opened.conversation(), client, request.notificationToken());
    }

    private static OAuthProblem inOAuthForm(Problem problem) {
        return switch (problem.type()) {
            case NOT_REACHABLE_BY_WALLET -> CibaErrors.unknownUser();
            case TOO_MANY_REQUESTS ->
                CibaErrors.deniedAtOnce("The customer was asked too often, or wants to be left alone.");
            case NOT_FOUND, STATE_CONFLICT ->
                CibaErrors.invalidAuthorizationDetails("The purpose or the interaction is not there any more.");
            default -> throw problem;
        };
    }

    /** Keeps what was asked and how the outcome is to be delivered. */
    @ApplicationScoped
    static class KeepRequest {
        private final BackchannelRequests requests;
        private final AuthReqIds authReqIds;
        private final SortableIds ids;

        KeepRequest(BackchannelRequests requests, AuthReqIds authReqIds, SortableIds ids) {
            this.requests = requests;
            this.authReqIds = authReqIds;
            this.ids = ids;
        }

        Acknowledgement keep(
                Ask ask,
                BackchannelRequest.Conversation conversation,
                CibaClient client,
                Optional<String> notificationToken) {
            BackchannelRequest request = new BackchannelRequest(
                    ids.make("cib"),
                    client.clientId(),
                    client.mode(),
                    ask.id(),
                    ask.interaction(),
                    conversation,
                    ask.customer(),
                    INTERVAL,
                    Optional.empty(),
                    ask.askedAt(),
                    ask.expiresAt(),
                    Optional.empty());
            String authReqId = authReqIds.of(request.id());
            requests.add(request, AuthReqIds.hash(authReqId), notificationToken);
            return new Acknowledgement(
                    authReqId,
                    Duration.between(ask.askedAt(), ask.expiresAt()),
                    Optional.of(INTERVAL).filter(interval -> client.mode() != DeliveryMode.PUSH),
                    ask.binding().code());
        }
    }
}
