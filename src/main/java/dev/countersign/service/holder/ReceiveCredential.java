package dev.countersign.service.holder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.openid4vp.VerifiedPresentation;
import dev.countersign.protocol.sdjwt.VerifiedCredential;
import dev.countersign.service.holder.CredentialRequest.State;
import dev.countersign.service.platform.SortableIds;
import dev.countersign.service.presentation.Judgement;
import dev.countersign.service.presentation.PresentationRecipient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Registers what a customer presented, once for each request, and only the claims that were asked for. */
@ApplicationScoped
class ReceiveCredential implements PresentationRecipient {
    static final String NAME = "holder.credential";

    private final CredentialRequests requests;
    private final RegisteredCredentials credentials;
    private final SortableIds ids;
    private final Clock clock;

    ReceiveCredential(CredentialRequests requests, RegisteredCredentials credentials, SortableIds ids, Clock clock) {
        this.requests = requests;
        this.credentials = credentials;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void opened(String reference) {
        requests.opened(reference);
    }

    @Override
    public Judgement judge(String reference, VerifiedPresentation presentation) {
        Optional<CredentialRequest> ended = requests.end(reference, State.REGISTERED, Optional.empty());
        if (ended.isEmpty()) {
            // Erased in the meantime: nothing of the customer is written any more.
            return new Judgement.Refused("invalid_request", "Nobody waits for this answer.");
        }
        presentation.credentials().forEach((query, presented) -> {
            List<ObjectNode> claims = presentation.allClaims(query);
            for (int i = 0; i < presented.size(); i++) {
                credentials.add(registered(ended.get().customer(), presented.get(i), claims.get(i)));
            }
        });
        return new Judgement.Accepted(Optional.empty());
    }

    @Override
    public void refused(String reference, Verification<?> outcome) {
        outcome.fold(
                verified -> Optional.<CredentialRequest>empty(),
                rejected -> requests.end(
                        reference, State.REJECTED, Optional.of(rejected.reason().wireName())),
                undecided -> requests.end(
                        reference,
                        State.UNDECIDED,
                        Optional.of(undecided.dependency().wireName())));
    }

    @Override
    public void declined(String reference, String error) {
        requests.end(reference, State.DECLINED, Optional.empty());
    }

    private RegisteredCredential registered(CustomerId customer, VerifiedCredential presented, ObjectNode claims) {
        return new RegisteredCredential(
                ids.make("crd"),
                customer,
                presented.issuer(),
                presented.vct(),
                claims,
                new RegisteredCredential.Validity(presented.issuedAt(), presented.expiresAt()),
                presented.status(),
                presented.holderKey().map(PublicJwk::thumbprint),
                clock.instant());
    }
}
