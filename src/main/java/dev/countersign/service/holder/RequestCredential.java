package dev.countersign.service.holder;

import dev.countersign.protocol.dcql.DcqlQuery;
import dev.countersign.service.presentation.PresentationRequest;
import dev.countersign.service.presentation.StartPresentation;
import dev.countersign.service.presentation.WalletProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks a customer to present a credential of another issuer, so that it can be registered.
 *
 * <p>Whoever answers is taken for the customer: hand the request over only where the customer is known already, such as
 * in the bank's own app or at the counter.
 */
@ApplicationScoped
public class RequestCredential {
    /** How long a wallet may answer. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    private final CredentialRequests requests;
    private final StartPresentation startPresentation;
    private final Clock clock;

    RequestCredential(CredentialRequests requests, StartPresentation startPresentation, Clock clock) {
        this.requests = requests;
        this.startPresentation = startPresentation;
        this.clock = clock;
    }

    /**
     * A request that waits for a wallet.
     *
     * @param walletUri what a link or QR code carries to the wallet
     */
    public record Started(CredentialRequest request, URI walletUri) {}

    /** Starts a request. */
    @Transactional
    public Started request(CustomerId customer, DcqlQuery query, WalletProfile profile) {
        CredentialRequest request = requests.add(customer, clock.instant().plus(LIFETIME));
        PresentationRequest wanted = new PresentationRequest(
                ReceiveCredential.NAME, request.id(), query, profile, request.expiresAt(), Optional.empty(), List.of());
        return new Started(request, startPresentation.start(wanted).walletUri());
    }
}
