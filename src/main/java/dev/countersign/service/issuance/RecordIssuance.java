package dev.countersign.service.issuance;

import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.openid4vci.CredentialError;
import dev.countersign.protocol.statuslist.CredentialStatus;
import dev.countersign.protocol.statuslist.StatusReference;
import dev.countersign.service.platform.Random;
import dev.countersign.service.platform.SortableIds;
import dev.countersign.service.statuslist.AllocateStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The one transaction in which a credential comes to be. */
@ApplicationScoped
class RecordIssuance {
    private final Offers offers;
    private final UsedNonces usedNonces;
    private final AllocateStatus status;
    private final SignedCredential signed;
    private final IssuedCredentials issued;
    private final Names names;

    RecordIssuance(
            Offers offers,
            UsedNonces usedNonces,
            AllocateStatus status,
            SignedCredential signed,
            IssuedCredentials issued,
            Names names) {
        this.offers = offers;
        this.usedNonces = usedNonces;
        this.status = status;
        this.signed = signed;
        this.issued = issued;
        this.names = names;
    }

    /** Fresh names and the time. */
    @ApplicationScoped
    static class Names {
        private final SortableIds ids;
        private final Random random;
        private final Clock clock;

        Names(SortableIds ids, Random random, Clock clock) {
            this.ids = ids;
            this.random = random;
            this.clock = clock;
        }

        CredentialId credential() {
            return new CredentialId(ids.make("crd"));
        }

        String notification() {
            return random.token();
        }

        Instant now() {
            return clock.instant();
        }
    }

    /** What goes to the wallet. */
    record Issued(List<String> credentials, String notificationId) {
        @Override
        public String toString() {
            return "Issued[" + credentials.size() + "]";
        }
    }

    /**
     * Signs and records as many copies as there are keys.
     *
     * @throws CredentialRefusedException when a nonce was used before, or the credential was issued; nothing is changed
     */
    @Transactional
    Issued record(Offer offer, CredentialType type, ProvenKeys.Proven proven) {
        Instant now = names.now();
        for (String nonce : proven.nonces()) {
            if (!usedNonces.use(SecretHash.ofToken(nonce), now.plus(Nonces.LIFETIME))) {
                throw new CredentialRefusedException(CredentialError.INVALID_NONCE, "the nonce was used before");
            }
        }
        if (!offers.claim(offer.id(), type.id())) {
            throw new CredentialRefusedException(
                    CredentialError.CREDENTIAL_REQUEST_DENIED, "the credential was issued already");
        }
        OfferedClaims claims = offers.claims(offer.id())
                .orElseThrow(() ->
                        new CredentialRefusedException(CredentialError.CREDENTIAL_REQUEST_DENIED, "the offer is over"));
        SignedCredential.Times times = SignedCredential.Times.of(type, now);
        List<String> credentials = new ArrayList<>();
        List<IssuedCredentials.Copy> copies = new ArrayList<>();
        for (PublicJwk key : proven.keys()) {
            StatusReference place = status.allocate();
            credentials.add(signed.sign(type, claims, times, new SignedCredential.Binding(key, place)));
            copies.add(new IssuedCredentials.Copy(key.thumbprint(), place));
        }
        String notificationId = names.notification();
        IssuedCredential credential = new IssuedCredential(
                names.credential(),
                offer.customer(),
                type.id(),
                copies.size(),
                CredentialStatus.VALID,
                Optional.empty(),
                Optional.empty(),
                now,
                times.expiresAt());
        issued.add(credential, new IssuedCredentials.Entry(offer.id(), SecretHash.ofToken(notificationId), copies));
        offers.forgetIssuedClaims(offer.id());
        return new Issued(credentials, notificationId);
    }
}
