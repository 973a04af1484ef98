package dev.countersign.service.ciba;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.service.consent.ChallengeId;
import dev.countersign.service.consent.Challenges;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.interaction.RecordView;
import dev.countersign.service.interaction.VerifiedAttribute;
import dev.countersign.service.interaction.VerifiedIdentities;
import dev.countersign.service.interaction.VerifiedIdentity;
import dev.countersign.service.platform.Organisation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What the customer consented to, as {@code verified_claims} (OpenID Connect for Identity Assurance Schema 1.0): who vouches
 * is a voucher with a digital attestation, and what we did is to check its signature. Nothing is said of how the issuer came to
 * know: that stands in no credential.
 */
@ApplicationScoped
class ConsentedClaims {
    static final String VERIFIED_CLAIMS = "verified_claims";

    private final VerifiedIdentities identities;
    private final RecordView recordView;
    private final Challenges challenges;
    private final Organisation organisation;
    private final Clock clock;
    private final String trustFramework;

    ConsentedClaims(
            VerifiedIdentities identities,
            RecordView recordView,
            Challenges challenges,
            Organisation organisation,
            Clock clock,
            @ConfigProperty(name = "countersign.ciba.trust-framework", defaultValue = "countersign_trusted_issuers")
                    String trustFramework) {
        this.identities = identities;
        this.recordView = recordView;
        this.challenges = challenges;
        this.organisation = organisation;
        this.clock = clock;
        this.trustFramework = trustFramework;
    }

    /** Returns what we call the rules by which issuers are trusted here. */
    String trustFramework() {
        return trustFramework;
    }

    /**
     * Returns the claims that one challenge brought, and records that somebody looked; empty when nothing was asked for, or it
     * is gone: withdrawn, erased, or its retention is over.
     */
    Optional<JsonNode> of(InteractionId interaction, ChallengeId challenge, String viewer) {
        Instant now = clock.instant();
        Optional<VerifiedIdentity> found = identities.visible(interaction, now).stream()
                .filter(identity -> identity.challenge().equals(challenge.value()))
                .filter(identity -> !identity.attributes().isEmpty())
                .findFirst();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        // A client covers nothing: it has asked for what it gets.
        VerifiedIdentity shown = found.get().uncovered();
        recordView.record(interaction, shown, viewer, now);
        return Optional.of(print(shown, challenge));
    }

    private JsonNode print(VerifiedIdentity identity, ChallengeId challenge) {
        Instant verifiedAt = challenges
                .find(challenge)
                .filter(ConsentChallenge.Ended.class::isInstance)
                .map(ended -> ((ConsentChallenge.Ended) ended).at())
                .orElseThrow();
        Map<String, ObjectNode> byIssuer = new LinkedHashMap<>();
        for (VerifiedAttribute attribute : identity.attributes()) {
            ObjectNode set = byIssuer.computeIfAbsent(
                    attribute.issuer(), issuer -> vouchedFor(attribute, challenge, verifiedAt));
            put((ObjectNode) set.get("claims"), attribute);
        }
        if (byIssuer.size() == 1) {
            return byIssuer.values().iterator().next();
        }
        ArrayNode all = Json.object().putArray(VERIFIED_CLAIMS);
        byIssuer.values().forEach(all::add);
        return all;
    }

    private ObjectNode vouchedFor(VerifiedAttribute attribute, ChallengeId challenge, Instant verifiedAt) {
        String time = verifiedAt.truncatedTo(ChronoUnit.SECONDS).toString();
        ObjectNode set = Json.object();
        ObjectNode verification = set.putObject("verification")
                .put("trust_framework", trustFramework)
                .put("time", time)
                .put("verification_process", challenge.value());
        ObjectNode evidence = verification.putArray("evidence").addObject().put("type", "vouch");
        evidence.putArray("check_details")
                .addObject()
                .put("check_method", "vcrypt")
                .put("organization", organisation.name())
                .put("time", time);
        ObjectNode attestation = evidence.putObject("attestation").put("type", "digital_attestation");
        attribute.issuedAt().ifPresent(at -> attestation.put("date_of_issuance", date(at)));
        attribute.expiresAt().ifPresent(at -> attestation.put("date_of_expiry", date(at)));
        attestation.putObject("voucher").put("organization", attribute.issuer());
        set.putObject("claims");
        return set;
    }

    private static String date(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
    }

    /** Puts a value where it stood in the credential; what stood in an array stands in an array of what was disclosed of it. */
    private static void put(ObjectNode claims, VerifiedAttribute attribute) {
        List<ClaimPath.Component> path = attribute.path().components();
        ObjectNode at = claims;
        for (int i = 0; i < path.size(); i++) {
            String name = path.get(i) instanceof ClaimPath.Member member ? member.name() : "";
            boolean last = i == path.size() - 1;
            if (last) {
                at.set(name, attribute.value());
            } else if (path.get(i + 1) instanceof ClaimPath.Member) {
                at = at.path(name).isObject() ? (ObjectNode) at.get(name) : at.putObject(name);
            } else {
                ArrayNode array = at.path(name).isArray() ? (ArrayNode) at.get(name) : at.putArray(name);
                array.add(attribute.value());
                return;
            }
        }
    }
}
