package dev.countersign.service.consent;

import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.openid4vp.VerifiedPresentation;
import dev.countersign.protocol.sdjwt.VerifiedCredential;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.RecheckDids;
import dev.countersign.service.holder.RegisteredCredentials;
import dev.countersign.service.issuance.IssuedCredential;
import dev.countersign.service.issuance.IssuedCredentials;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether an answer comes from the customer who was asked: good credentials of another person do not do.
 *
 * <p>Each credential of ours must be a copy that we issued to this customer, bound to the key that it was issued to; each
 * credential of another issuer one that this customer registered, bound to the key that it was registered with, or one bound
 * to a key by which the subject of a DID of this customer's authenticates now.
 *
 * <p>Gap: without a DID that lists their keys, an issuer that gives out copies with different keys is asked for the one copy
 * that was registered.
 */
@ApplicationScoped
public class CustomerOfHolder {
    private final IssuedCredentials issued;
    private final RegisteredCredentials registered;
    private final RecheckDids dids;
    private final PublicUrl publicUrl;

    CustomerOfHolder(
            IssuedCredentials issued, RegisteredCredentials registered, RecheckDids dids, PublicUrl publicUrl) {
        this.issued = issued;
        this.registered = registered;
        this.dids = dids;
        this.publicUrl = publicUrl;
    }

    /**
     * Looks at the customer's DIDs anew when it depends on them whether the answer is theirs. Asks the network; to be called
     * outside any transaction, before {@link #owns}.
     *
     * @return the presentation, or Undecided when a DID cannot be looked at now
     */
    Verification<VerifiedPresentation> check(CustomerId customer, VerifiedPresentation presentation) {
        Set<String> keys = credentials(presentation)
                .filter(credential -> !ours(credential) && !registeredBy(customer, credential))
                .flatMap(credential -> credential.holderKey().stream())
                .map(PublicJwk::thumbprint)
                .collect(Collectors.toSet());
        return keys.isEmpty()
                ? Verification.verified(presentation)
                : dids.check(customer, keys).then(looked -> Verification.verified(presentation));
    }

    /** Returns whether the answer is the customer's, by what is recorded. */
    boolean owns(CustomerId customer, VerifiedPresentation presentation) {
        return credentials(presentation)
                .allMatch(credential -> ours(credential)
                        ? issuedTo(credential).filter(customer::equals).isPresent()
                        : registeredBy(customer, credential) || ofDid(customer, credential));
    }

    /**
     * Returns the customer whose answer it is, when nobody was asked by name: every credential in it must be one that we issued to
     * this customer.
     */
    public Optional<CustomerId> owner(VerifiedPresentation presentation) {
        Set<Optional<CustomerId>> owners = credentials(presentation)
                .map(credential -> ours(credential) ? issuedTo(credential) : Optional.<CustomerId>empty())
                .collect(Collectors.toSet());
        return owners.size() == 1 ? owners.iterator().next() : Optional.empty();
    }

    private static Stream<VerifiedCredential> credentials(VerifiedPresentation presentation) {
        return presentation.credentials().values().stream().flatMap(List::stream);
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

    private boolean ofDid(CustomerId customer, VerifiedCredential credential) {
        return credential
                .holderKey()
                .filter(key -> dids.authenticates(customer, key.thumbprint()))
                .isPresent();
    }

    private Optional<CustomerId> issuedTo(VerifiedCredential credential) {
        return credential.status().flatMap(status -> credential.holderKey().flatMap(key -> issued.find(
                        new IssuedCredentials.Copy(key.thumbprint(), status))
                .map(IssuedCredential::customer)));
    }
}
