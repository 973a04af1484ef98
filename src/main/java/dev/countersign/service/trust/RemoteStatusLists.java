package dev.countersign.service.trust;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.CertificateChain;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.sdjwt.IssuerKeys;
import dev.countersign.protocol.statuslist.StatusListToken;
import dev.countersign.protocol.statuslist.VerifiedStatusListToken;
import dev.countersign.service.platform.OutboundHttp;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Status lists of others: fetched, verified with the key of an issuer we trust, remembered within their ttl and exp. */
@ApplicationScoped
class RemoteStatusLists {
    private static final Logger LOG = Logger.getLogger(RemoteStatusLists.class);
    private static final RemoteDocuments.Wanted TOKEN =
            new RemoteDocuments.Wanted(OutboundHttp.Use.STATUS_LIST, StatusListToken.MEDIA_TYPE);
    private static final int MAX_LISTS = 1_000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final RemoteDocuments documents;
    private final StatusListSigners signers;
    private final TrustedKeys keys;
    private final Clock clock;
    private final Remembered<URI, Optional<VerifiedStatusListToken>> lists;

    RemoteStatusLists(RemoteDocuments documents, StatusListSigners signers, TrustedKeys keys, Clock clock) {
        this.documents = documents;
        this.signers = signers;
        this.keys = keys;
        this.clock = clock;
        this.lists = new Remembered<>(MAX_LISTS, clock, RemoteStatusLists::keptUntil, this::fetch);
    }

    /** Returns the list, usable until it expires; empty when it cannot be had, or proves nothing. */
    Optional<VerifiedStatusListToken> find(URI list) {
        return lists.get(list);
    }

    private static Instant keptUntil(Optional<VerifiedStatusListToken> token, Instant fetchedAt) {
        return token.map(found -> found.usableUntil(fetchedAt)).orElseGet(() -> fetchedAt.plus(RETRY_AFTER));
    }

    private Optional<VerifiedStatusListToken> fetch(URI list) {
        try {
            OutboundHttp.Reply reply = documents.get(list, TOKEN, Jws.MAX_CHARS);
            StatusListToken token =
                    StatusListToken.parseResponse(reply.header("content-type").orElse(""), reply.body());
            Verification<VerifiedStatusListToken> verdict = verify(token, list);
            if (verdict instanceof Verification.Verified<VerifiedStatusListToken> verified) {
                return Optional.of(verified.value());
            }
            LOG.warnf("status list of %s: not verified: %s", list.getHost(), verdict);
        } catch (IOException | MalformedInputException e) {
            LOG.warnf("status list of %s: %s", list.getHost(), e.getMessage());
        }
        return Optional.empty();
    }

    private Verification<VerifiedStatusListToken> verify(StatusListToken token, URI list) {
        JsonNode x5c = token.header().get("x5c");
        TrustedKeys.Hints hints =
                new TrustedKeys.Hints(token.keyId(), Optional.ofNullable(x5c).map(CertificateChain::parse));
        for (TrustedIssuer signer : signers.of(token, hints, list)) {
            if (keys.find(signer, hints) instanceof IssuerKeys.Found key) {
                return token.verify(key.key(), list, clock.instant());
            }
        }
        throw new MalformedInputException("no key of an issuer that is trusted");
    }
}
