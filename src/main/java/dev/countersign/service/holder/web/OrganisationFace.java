package dev.countersign.service.holder.web;

import dev.countersign.protocol.wallet.Enrolled;
import dev.countersign.protocol.wallet.OrganisationProfile;
import dev.countersign.service.holder.Wallet;
import dev.countersign.service.platform.Organisation;
import dev.countersign.service.push.ApplicationServerKey;
import dev.countersign.service.trust.OrganisationDid;
import jakarta.enterprise.context.ApplicationScoped;

/** What wallets are told about the organisation. */
@ApplicationScoped
class OrganisationFace {
    private static final String INBOX = "/wallet/v1/inbox";

    private final OrganisationDid did;
    private final ApplicationServerKey pushKey;
    private final Organisation organisation;

    OrganisationFace(OrganisationDid did, ApplicationServerKey pushKey, Organisation organisation) {
        this.did = did;
        this.pushKey = pushKey;
        this.organisation = organisation;
    }

    OrganisationProfile profile() {
        return new OrganisationProfile(did.did().toString(), organisation.name(), organisation.logo(), pushKey.value());
    }

    Enrolled enrolled(Wallet wallet) {
        return new Enrolled(
                wallet.id().value(),
                new Enrolled.Organisation(did.did().toString(), organisation.name()),
                pushKey.value(),
                INBOX);
    }
}
