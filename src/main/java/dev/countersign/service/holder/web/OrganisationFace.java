package dev.countersign.service.holder.web;

import dev.countersign.protocol.wallet.Enrolled;
import dev.countersign.protocol.wallet.OrganisationProfile;
import dev.countersign.service.holder.Wallet;
import dev.countersign.service.push.ApplicationServerKey;
import dev.countersign.service.trust.OrganisationDid;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What wallets are told about the organisation. */
@ApplicationScoped
class OrganisationFace {
    private static final String INBOX = "/wallet/v1/inbox";

    private final OrganisationDid did;
    private final ApplicationServerKey pushKey;
    private final String name;
    private final Optional<URI> logo;

    OrganisationFace(
            OrganisationDid did,
            ApplicationServerKey pushKey,
            @ConfigProperty(name = "countersign.organisation.name", defaultValue = "Example Bank") String name,
            @ConfigProperty(name = "countersign.organisation.logo-uri") Optional<URI> logo) {
        this.did = did;
        this.pushKey = pushKey;
        this.name = name;
        this.logo = logo;
    }

    OrganisationProfile profile() {
        return new OrganisationProfile(did.did().toString(), name, logo, pushKey.value());
    }

    Enrolled enrolled(Wallet wallet) {
        return new Enrolled(
                wallet.id().value(), new Enrolled.Organisation(did.did().toString(), name), pushKey.value(), INBOX);
    }
}
