package dev.countersign.service.consent;

import dev.countersign.protocol.openid4vp.VerifiedPresentation;
import dev.countersign.protocol.sdjwt.VerifiedCredential;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.RegisteredCredentials;
import dev.countersign.service.issuance.IssuedCredentials;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Whether an answer comes from the customer who was asked: good credentials of another person do not do.
 *
 * <p>Each credential of ours must be a copy that we issued to this customer, bound to the key that it was issued to; each
 * credential of another issuer one that this customer registered, bound to the key that it was registered with.
 *
 * <p>Gap: an issuer that gives out copies with different keys is asked for the one copy that was registered.
 */
@ApplicationScoped
class CustomerOfHolder {
    private final IssuedCredentials issued;
    private final RegisteredCredentials registered;
    private final PublicUrl publicUrl;

    CustomerOfHolder(IssuedCredentials issued, RegisteredCredentials registered, PublicUrl publicUrl) {
        this.issued = issued;
        this.registered = registered;
        this.publicUrl = publicUrl;
    }

    boolean owns(CustomerId customer, VerifiedPresentation presentation) {
        return presentation.credentials().values().stream()
                .flatMap(List::stream)
                .allMatch(credential -> ours(credential)
                        ? issuedTo(credential).filter(customer::equals).isPresent()
                        : registeredBy(customer, credential));
    }

    // Another issuer's credential could name a place in our status list: only ours are looked up there. And what we
    // issued to somebody stays theirs, whoever registers it.
    private boolean ours(VerifiedCredential credential) {
        return credential.issuer().equals(publicUrl.uri().toString());
    }

    private boolean registeredBy(CustomerId customer, VerifiedCredential credential) {
        return credential
                .holderKey()
                .map(key -> new RegisteredCredentials.Mark(credential.issuer(), credential.vct(), key.thumbprint()))
                .filter(mark -> registered.registered(customer, mark))
                .isPresent();
    }

    private Optional<CustomerId> issuedTo(VerifiedCredential credential) {
        return credential.status().flatMap(status -> credential
                .holderKey()
                .flatMap(key -> issued.holderOf(new IssuedCredentials.Copy(key.thumbprint(), status))));
    }
}
