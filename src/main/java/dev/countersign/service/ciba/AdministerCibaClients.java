package dev.countersign.service.ciba;

import dev.countersign.service.access.AdministerClients;
import dev.countersign.service.access.ClientKeySet;
import dev.countersign.service.access.MachineClient;
import dev.countersign.service.access.TokenBinding;
import dev.countersign.service.consent.PurposeName;
import dev.countersign.service.consent.Purposes;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;

/** Lets machine clients ask by CIBA, and stops them. */
@ApplicationScoped
public class AdministerCibaClients {
    private static final int MAX_PURPOSES = 50;
    private static final int MAX_URI_CHARS = 1_000;

    private final AdministerClients machineClients;
    private final CibaClients clients;
    private final Purposes purposes;
    private final PublicUrl publicUrl;

    AdministerCibaClients(
            AdministerClients machineClients, CibaClients clients, Purposes purposes, PublicUrl publicUrl) {
        this.machineClients = machineClients;
        this.clients = clients;
        this.purposes = purposes;
        this.publicUrl = publicUrl;
    }

    /**
     * Registers a client, or replaces its registration. Requests under way keep the mode they were made with.
     *
     * @throws Problem not-found when there is no such machine client; invalid-value
     */
    @Transactional
    public void register(CibaClient client) {
        MachineClient machine = machineClients.find(client.clientId());
        checkEndpoint(client);
        client.requestSigning()
                .filter(algorithm -> !ClientKeySet.ALGORITHMS.contains(algorithm))
                .ifPresent(algorithm -> {
                    throw refused("/backchannel_authentication_request_signing_alg", "ES256, ES384 or PS256");
                });
        if (client.requestSigning().isPresent() && machine.keys().isEmpty()) {
            throw refused("/backchannel_authentication_request_signing_alg", "a client with keys (jwks)");
        }
        if (client.fapi()) {
            checkFapi(client, machine);
        }
        // RFC 8705 3: who is sent a token shows no certificate to bind it to.
        if (client.mode() == DeliveryMode.PUSH && machine.proof().binding() == TokenBinding.CERTIFICATE) {
            throw refused(
                    "/backchannel_token_delivery_mode",
                    "poll or ping: the client's tokens are bound to its certificate, and pushed ones cannot be");
        }
        if (client.purposes().isEmpty() || client.purposes().size() > MAX_PURPOSES) {
            throw refused("/purposes", "1 to " + MAX_PURPOSES + " purposes");
        }
        for (PurposeName purpose : client.purposes()) {
            if (purposes.current(purpose).isEmpty()) {
                throw refused("/purposes", "names of purposes that there are");
            }
        }
        clients.save(client);
    }

    /**
     * Returns the registration.
     *
     * @throws Problem not-found
     */
    @Transactional
    public CibaClient find(String clientId) {
        return clients.find(clientId).orElseThrow(AdministerCibaClients::unknown);
    }

    /**
     * Ends it: what is under way cannot be collected any more.
     *
     * @throws Problem not-found
     */
    @Transactional
    public void remove(String clientId) {
        if (!clients.remove(clientId)) {
            throw unknown();
        }
    }

    private void checkEndpoint(CibaClient client) {
        if (client.notificationEndpoint().isPresent() != client.mode().notifies()) {
            throw refused("/backchannel_client_notification_endpoint", "one for ping and push, none for poll");
        }
        client.notificationEndpoint().filter(uri -> !acceptable(uri)).ifPresent(uri -> {
            throw refused(
                    "/backchannel_client_notification_endpoint",
                    "an https URL without user and fragment, at most " + MAX_URI_CHARS + " characters");
        });
    }

    /** Where it leads is judged each time it is called. */
    private boolean acceptable(URI uri) {
        boolean secure = "https".equals(uri.getScheme());
        boolean tolerated = publicUrl.development() && "http".equals(uri.getScheme());
        return (secure || tolerated)
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && uri.toString().length() <= MAX_URI_CHARS;
    }

    /** FAPI-CIBA 5.2.2. */
    private static void checkFapi(CibaClient client, MachineClient machine) {
        if (client.mode() == DeliveryMode.PUSH) {
            throw refused("/backchannel_token_delivery_mode", "poll or ping: FAPI forbids push");
        }
        if (machine.keys().isEmpty()) {
            throw refused("/profile", "a client with keys (jwks): FAPI clients sign their requests");
        }
        // FAPI 1.0 part 2, 5.2.2-5.
        if (machine.proof().binding() != TokenBinding.CERTIFICATE) {
            throw refused("/profile", "a client whose access tokens are bound to its certificate");
        }
        if (client.requestSigning().filter(FapiRules::refuses).isPresent()) {
            throw refused("/backchannel_authentication_request_signing_alg", "ES256 or PS256");
        }
    }

    private static Problem refused(String pointer, String expected) {
        return new Problem(ProblemType.INVALID_VALUE, "The registration is not acceptable.")
                .at(pointer, "expected: " + expected);
    }

    private static Problem unknown() {
        return new Problem(ProblemType.NOT_FOUND, "There is no such client, or it does not use CIBA.");
    }
}
