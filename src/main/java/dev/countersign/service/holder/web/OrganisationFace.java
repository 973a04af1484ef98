package dev.countersign.service.holder.web;

import dev.countersign.did.DidWeb;
import dev.countersign.protocol.wallet.Enrolled;
import dev.countersign.protocol.wallet.OrganisationProfile;
import dev.countersign.service.holder.Wallet;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.push.ApplicationServerKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What wallets are told about the organisation. */
@ApplicationScoped
class OrganisationFace {
    private static final String INBOX = "/wallet/v1/inbox";

    private final PublicUrl publicUrl;
    private final ApplicationServerKey pushKey;
    private final String name;
    private final Optional<URI> logo;

    OrganisationFace(
            PublicUrl publicUrl,
            ApplicationServerKey pushKey,
            @ConfigProperty(name = "countersign.organisation.name", defaultValue = "Example Bank") String name,
            @ConfigProperty(name = "countersign.organisation.logo-uri") Optional<URI> logo) {
        this.publicUrl = publicUrl;
        this.pushKey = pushKey;
        this.name = name;
        this.logo = logo;
    }

    OrganisationProfile profile() {
        return new OrganisationProfile(did(), name, logo, pushKey.value());
    }

    Enrolled enrolled(Wallet wallet) {
        return new Enrolled(wallet.id().value(), new Enrolled.Organisation(did(), name), pushKey.value(), INBOX);
    }

    private String did() {
        DidWeb web = new DidWeb((uri, maxBytes) -> {
            throw new IOException("nothing is fetched to name ourselves");
        });
        return (publicUrl.development() ? web.allowingLoopbackHttp() : web)
                .didAt(publicUrl.uri())
                .toString();
    }
}
