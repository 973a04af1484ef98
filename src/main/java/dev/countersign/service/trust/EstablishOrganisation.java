package dev.countersign.service.trust;

import dev.countersign.did.Did;
import dev.countersign.did.DidDocument;
import dev.countersign.did.DidWebVh;
import dev.countersign.did.MalformedDidException;
import dev.countersign.did.WebVhChange;
import dev.countersign.did.WebVhLog;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes the organisation's DID at the first start, and sees at each other that it lies where we are and names our keys. A
 * deployment that had a did:web keeps it: the did:webvh comes beside it.
 */
@ApplicationScoped
public class EstablishOrganisation {
    /** For how long others may remember our document. */
    static final Duration TTL = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(EstablishOrganisation.class);
    private static final String MOVE = "countersign.organisation.move";
    private static final String SERVICE = "service";

    private final OrganisationLog log;
    private final OrganisationHistory history;
    private final ExtendOrganisationLog extend;
    private final OrganisationDocument document;
    private final Place place;
    private final Clock clock;

    EstablishOrganisation(
            OrganisationLog log,
            OrganisationHistory history,
            ExtendOrganisationLog extend,
            OrganisationDocument document,
            Place place,
            Clock clock) {
        this.log = log;
        this.history = history;
        this.extend = extend;
        this.document = document;
        this.place = place;
        this.clock = clock;
    }

    /** Where we are, and whether the DID may follow us. */
    @ApplicationScoped
    static class Place {
        private final PublicUrl publicUrl;
        private final DidWebVh names;
        private final boolean mayMove;

        Place(PublicUrl publicUrl, Clock clock, @ConfigProperty(name = MOVE, defaultValue = "false") boolean mayMove) {
            this.publicUrl = publicUrl;
            DidWebVh strict = new DidWebVh(
                    (uri, maxBytes) -> {
                        throw new IOException("only names are read here");
                    },
                    clock);
            this.names = publicUrl.development() ? strict.allowingLoopbackHttp() : strict;
            this.mayMove = mayMove;
        }

        URI uri() {
            return publicUrl.uri();
        }

        boolean isHere(Did did) {
            try {
                return names.logUri(did).equals(publicUrl.resolve("/.well-known/did.jsonl"));
            } catch (MalformedDidException e) {
                // A loopback DID of the time before production.
                return false;
            }
        }

        void requireLeave(Did did) {
            if (!publicUrl.development() && !mayMove) {
                throw new IllegalStateException("The organisation's DID in the database is " + did
                        + ", which is not at countersign.public-url (" + publicUrl.uri()
                        + "). Set the public URL of the"
                        + " DID, or " + MOVE + "=true to move the DID to the new one, for ever.");
            }
        }
    }

    /**
     * Does it.
     *
     * @throws IllegalStateException with what to set, when the DID lies elsewhere and may not move
     */
    @Transactional
    public void establish() {
        log.lock();
        Optional<OrganisationHistory.Published> published = history.read(Optional.empty());
        if (published.isEmpty()) {
            extend.begin(this::first, cause("first start"));
        } else if (!published.get().log().parameters().deactivated()
                && extend.waiting().isEmpty()) {
            continueFrom(published.get());
        }
    }

    private WebVhLog first(ExtendOrganisationLog.Signers signers) {
        return signers.controller()
                .create(
                        place.uri(),
                        did -> document.of(did, OrganisationDocument.Rest.NOTHING, Set.of()),
                        signers.keys(WebVhChange.nothing()).ttl(TTL).portable(),
                        signers.signer());
    }

    private void continueFrom(OrganisationHistory.Published published) {
        Did did = published.log().did();
        if (!place.isHere(did)) {
            place.requireLeave(did);
            extend.extend(
                    head -> ExtendOrganisationLog.Extension.of(
                            WebVhChange.nothing().movedTo(place.uri())),
                    cause("moved to " + place.uri()));
            LOG.warnf("The organisation's DID moved to %s.", place.uri());
        }
        // After an upgrade there may be keys for new uses.
        Set<String> withdrawn = published.withdrawals().stream()
                .map(OrganisationLog.Withdrawal::keyId)
                .collect(Collectors.toSet());
        WebVhLog now = history.read(Optional.empty()).orElseThrow().log();
        DidDocument wanted = document.of(now.did(), OrganisationDocument.Rest.of(now.document()), withdrawn);
        if (!wanted.methods().equals(now.document().methods())) {
            extend.extend(
                    head -> ExtendOrganisationLog.Extension.of(
                            WebVhChange.nothing().document(wanted)),
                    cause("keys of this release"));
        }
    }

    private OrganisationLog.Cause cause(String reason) {
        return new OrganisationLog.Cause(reason, SERVICE, clock.instant());
    }
}
