package dev.countersign.service.consent;

import dev.countersign.protocol.openid4vp.VerifiedPresentation;
import dev.countersign.protocol.sdjwt.VerifiedCredential;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.issuance.IssuedCredentials;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Whether an answer comes from the customer who was asked: good credentials of another person do not do.
 *
 * <p>Each credential must be a copy that we issued to this customer, bound to the key that it was issued to.
 */
@ApplicationScoped
class CustomerOfHolder {
    private final IssuedCredentials issued;
    private final PublicUrl publicUrl;

    CustomerOfHolder(IssuedCredentials issued, PublicUrl publicUrl) {
        this.issued = issued;
        this.publicUrl = publicUrl;
    }

    boolean owns(CustomerId customer, VerifiedPresentation presentation) {
        return presentation.credentials().values().stream()
                .flatMap(List::stream)
                .allMatch(credential ->
                        issuedTo(credential).filter(customer::equals).isPresent());
    }

    private Optional<CustomerId> issuedTo(VerifiedCredential credential) {
        // Another issuer's credential could name a place in our status list: only ours are looked up there.
        if (!credential.issuer().equals(publicUrl.uri().toString())) {
            return Optional.empty();
        }
        return credential.status().flatMap(status -> credential
                .holderKey()
                .flatMap(key -> issued.holderOf(new IssuedCredentials.Copy(key.thumbprint(), status))));
    }
}
