package dev.countersign.service.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.Did;
import dev.countersign.did.DidDocument;
import dev.countersign.did.DidUrl;
import dev.countersign.did.Resolution;
import dev.countersign.did.ResolutionOptions;
import dev.countersign.did.WebVhLog;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.JwkSet;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who we are to others: a did:webvh whose log tells every key that we ever had and since when, the did:web at the same
 * place for those who know no other, and the metadata of our issuer.
 *
 * <p>Another node's change is seen within five seconds, our own at once.
 */
@ApplicationScoped
public class OrganisationDid {
    private final OrganisationKeys keys;
    private final PublicUrl publicUrl;
    private final OrganisationLog log;
    private final OrganisationHistory history;
    private volatile OrganisationHistory.@Nullable Published current;

    OrganisationDid(OrganisationKeys keys, PublicUrl publicUrl, OrganisationLog log, OrganisationHistory history) {
        this.keys = keys;
        this.publicUrl = publicUrl;
        this.log = log;
        this.history = history;
    }

    /** Returns our DID. */
    public Did did() {
        return current().log().did();
    }

    /**
     * Returns the name of the key of a use that is in force, for the header {@code kid}.
     *
     * @throws Problem state-conflict when the DID was given up
     */
    public DidUrl keyName(KeyUse use) {
        return DidUrl.of(active().did(), OrganisationDocument.keyId(keys.publicKey(use)));
    }

    /** Returns the document of our did:webvh. */
    public DidDocument document() {
        return active().document();
    }

    /** Returns the document of the did:web at the same place. */
    public DidDocument webDocument() {
        return active().parallelDidWeb();
    }

    /** Resolves our did:webvh, or a former name of it, from what is published; empty for the names of others. */
    Optional<Resolution> resolve(Did did, ResolutionOptions options) {
        return did.method().equals(did().method()) && scid(did).equals(scid(did()))
                ? Optional.of(history.resolve(did, options))
                : Optional.empty();
    }

    private static String scid(Did did) {
        int colon = did.id().indexOf(':');
        return colon < 0 ? did.id() : did.id().substring(0, colon);
    }

    /** Returns the file {@code did.jsonl}, as every node would at this moment: nobody may see it shrink. */
    @Transactional
    public byte[] logFile() {
        return OrganisationHistory.jsonl(OrganisationHistory.published(log.entries()));
    }

    /** Returns the file {@code did-witness.json}; empty when nobody ever had to approve anything. */
    @Transactional
    public Optional<String> witnessFile() {
        return log.witnessFile();
    }

    /**
     * Returns the metadata of our issuer (SD-JWT VC section 5.1). The keys of status lists are among them: whoever verifies
     * our lists finds them by our issuer.
     */
    public ObjectNode issuerMetadata() {
        Set<String> withdrawn = current().withdrawals().stream()
                .map(OrganisationLog.Withdrawal::keyId)
                .collect(Collectors.toSet());
        List<PublicJwk> published = new ArrayList<>();
        for (KeyUse use : List.of(KeyUse.ISSUER, KeyUse.STATUS_LIST)) {
            keys.publicKeys(use).stream()
                    .filter(key -> !withdrawn.contains(OrganisationDocument.keyId(key)))
                    .forEach(published::add);
        }
        ObjectNode metadata = Json.object().put("issuer", publicUrl.uri().toString());
        metadata.set("jwks", new JwkSet(published).toJson());
        return metadata;
    }

    /**
     * Returns whether a signature of this key of ours counts.
     *
     * @param signedAt as the signer says; a withdrawn key counts for what says that it is older, and for nothing without
     */
    boolean counts(String keyId, Optional<Instant> signedAt) {
        return current().withdrawals().stream()
                .filter(withdrawal -> withdrawal.keyId().equals(keyId))
                .allMatch(withdrawal ->
                        signedAt.filter(withdrawal.since()::isAfter).isPresent());
    }

    /** Reads again what is published. */
    public void refresh() {
        current = history.read(currentLog()).orElse(null);
    }

    private Optional<WebVhLog> currentLog() {
        return Optional.ofNullable(current).map(OrganisationHistory.Published::log);
    }

    private WebVhLog active() {
        WebVhLog published = current().log();
        if (published.parameters().deactivated()) {
            throw new Problem(
                    ProblemType.STATE_CONFLICT, "The organisation's DID was deactivated: it has no keys any more.");
        }
        return published;
    }

    private OrganisationHistory.Published current() {
        OrganisationHistory.Published seen = current;
        if (seen == null) {
            refresh();
            seen = current;
        }
        if (seen == null) {
            throw new IllegalStateException("the organisation's DID is made at the start");
        }
        return seen;
    }
}
