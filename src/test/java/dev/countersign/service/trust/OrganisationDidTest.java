package dev.countersign.service.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.did.Did;
import dev.countersign.did.DidDocument;
import dev.countersign.did.DidUrl;
import dev.countersign.did.ProofSigner;
import dev.countersign.did.Resolution;
import dev.countersign.did.ResolutionOptions;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.did.WebVhWitness;
import dev.countersign.did.WebVhWitnesses;
import dev.countersign.protocol.jose.JwkSet;
import dev.countersign.service.MovingClock;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrganisationDidTest {
    private static final String BY = "staff:admin";
    private static final Duration REMEMBERED = EstablishOrganisation.TTL;

    private final MovingClock clock = new MovingClock();
    private final OrganisationScene scene = new OrganisationScene(clock);
    private final GeneratedKeys keys = scene.keys;

    @Test
    void the_did_lies_at_the_public_url_and_the_did_web_beside_it_is_the_one_of_before() {
        assertThat(scene.organisation.did().toString()).matches("did:webvh:[1-9A-HJ-NP-Za-km-z]{46}:bank[.]example");
        assertThat(scene.organisation.webDocument().id()).hasToString("did:web:bank.example");
        assertThat(scene.organisation.webDocument().alsoKnownAs())
                .contains(scene.organisation.did().toString());
        assertThat(new OrganisationScene(new GeneratedKeys(), clock, "http://localhost:8080")
                        .organisation
                        .did()
                        .toString())
                .endsWith(":localhost%3A8080");
    }

    @Test
    void whoever_resolves_it_finds_each_key_for_its_use_and_no_other() {
        DidDocument document = resolved(ResolutionOptions.LATEST);
        DidUrl verifier = scene.organisation.keyName(KeyUse.VERIFIER);
        DidUrl issuer = scene.organisation.keyName(KeyUse.ISSUER);

        assertThat(document.key(verifier, VerificationRelationship.AUTHENTICATION))
                .contains(keys.publicKey(KeyUse.VERIFIER).toPublicKey());
        assertThat(document.key(verifier, VerificationRelationship.ASSERTION_METHOD))
                .isEmpty();
        assertThat(document.key(issuer, VerificationRelationship.ASSERTION_METHOD))
                .isPresent();
        assertThat(document.key(issuer, VerificationRelationship.AUTHENTICATION))
                .isEmpty();
        assertThat(document.key(scene.organisation.keyName(KeyUse.RECEIPT), VerificationRelationship.ASSERTION_METHOD))
                .isPresent();
        assertThat(document.methods()).hasSize(4);
    }

    @Test
    void a_deployment_of_the_time_before_keeps_its_keys_and_its_did_web_beside_the_new_did() {
        GeneratedKeys old = new GeneratedKeys();
        old.bringIntoForce(KeyUse.ISSUER, old.announce(KeyUse.ISSUER));

        OrganisationScene upgraded = new OrganisationScene(old, clock, "https://bank.example");

        DidDocument web = upgraded.organisation.webDocument();
        assertThat(web.id()).hasToString("did:web:bank.example");
        JwkSet published = JwkSet.parse(upgraded.organisation.issuerMetadata().get("jwks"));
        for (var key : old.publicKeys(KeyUse.ISSUER)) {
            String keyId = key.keyId().orElseThrow();
            assertThat(published.find(keyId)).isPresent();
            assertThat(web.key(DidUrl.of(web.id(), keyId), VerificationRelationship.ASSERTION_METHOD))
                    .contains(key.toPublicKey());
            assertThat(upgraded.organisation.counts(keyId, Optional.empty())).isTrue();
        }
    }

    @Test
    void a_second_start_makes_no_second_identity() {
        Did before = scene.organisation.did();
        scene.starts("https://bank.example", false);

        assertThat(scene.organisation.did()).isEqualTo(before);
        assertThat(scene.log.entries()).hasSize(1);
    }

    @Test
    void a_new_key_signs_only_when_nobody_can_remember_a_document_without_it() {
        DidUrl before = scene.organisation.keyName(KeyUse.ISSUER);

        scene.administer.rotate(Set.of(KeyUse.ISSUER), BY);
        assertThat(scene.organisation.keyName(KeyUse.ISSUER)).isEqualTo(before);
        assertThat(resolved(ResolutionOptions.LATEST).methods()).hasSize(5);

        clock.passes(REMEMBERED.minusSeconds(1));
        scene.settles();
        assertThat(scene.organisation.keyName(KeyUse.ISSUER)).isEqualTo(before);

        clock.passes(Duration.ofSeconds(1));
        scene.settles();
        DidUrl after = scene.organisation.keyName(KeyUse.ISSUER);
        assertThat(after).isNotEqualTo(before);
        assertThat(resolved(ResolutionOptions.LATEST).key(after, VerificationRelationship.ASSERTION_METHOD))
                .isPresent();
        // What the older key signed is still good, for those who look at the newest document too.
        assertThat(resolved(ResolutionOptions.LATEST).key(before, VerificationRelationship.ASSERTION_METHOD))
                .isPresent();
        assertThat(JwkSet.parse(scene.organisation.issuerMetadata().get("jwks"))
                        .find(before.fragment().orElseThrow()))
                .isPresent();
    }

    @Test
    void a_stolen_key_is_gone_at_once_and_what_it_signed_before_is_verifiable_by_the_document_of_that_time() {
        clock.passes(Duration.ofHours(1));
        Instant issuedAt = clock.instant();
        DidUrl stolen = scene.organisation.keyName(KeyUse.ISSUER);
        clock.passes(Duration.ofHours(1));
        Instant theft = clock.instant();
        clock.passes(Duration.ofHours(1));

        scene.administer.replaceCompromised(Set.of(KeyUse.ISSUER), theft, BY);

        assertThat(scene.organisation.keyName(KeyUse.ISSUER)).isNotEqualTo(stolen);
        assertThat(resolved(ResolutionOptions.LATEST).key(stolen, VerificationRelationship.ASSERTION_METHOD))
                .isEmpty();
        assertThat(resolved(ResolutionOptions.versionTime(issuedAt))
                        .key(stolen, VerificationRelationship.ASSERTION_METHOD))
                .isPresent();
        assertThat(JwkSet.parse(scene.organisation.issuerMetadata().get("jwks"))
                        .find(stolen.fragment().orElseThrow()))
                .isEmpty();
        String keyId = stolen.fragment().orElseThrow();
        assertThat(scene.organisation.counts(keyId, Optional.of(issuedAt))).isTrue();
        assertThat(scene.organisation.counts(keyId, Optional.of(theft))).isFalse();
        assertThat(scene.organisation.counts(keyId, Optional.empty())).isFalse();
    }

    @Test
    void a_key_that_was_announced_when_the_theft_was_found_never_signs() {
        scene.administer.rotate(Set.of(KeyUse.ISSUER), BY);
        String announced = keys.publicKeys(KeyUse.ISSUER).get(0).keyId().orElseThrow();

        scene.administer.replaceCompromised(Set.of(KeyUse.ISSUER), clock.instant(), BY);
        clock.passes(REMEMBERED);
        scene.settles();

        assertThat(scene.organisation.keyName(KeyUse.ISSUER).fragment()).isNotEqualTo(Optional.of(announced));
        assertThat(scene.organisation.counts(
                        scene.organisation.keyName(KeyUse.ISSUER).fragment().orElseThrow(),
                        Optional.of(clock.instant())))
                .isTrue();
    }

    @Test
    void keys_that_others_never_see_cannot_be_rotated_in_the_document() {
        assertThatThrownBy(() -> scene.administer.rotate(Set.of(KeyUse.TOKEN), BY))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> scene.administer.rotate(Set.of(), BY)).isInstanceOf(Problem.class);
        assertThat(scene.log.entries()).hasSize(1);
    }

    @Test
    void services_come_and_go_and_outlast_a_rotation() {
        scene.administer.putService(
                OrganisationService.parse("help", "CustomerService", "https://bank.example/help"), BY);
        scene.administer.rotate(Set.of(KeyUse.VERIFIER), BY);

        assertThat(resolved(ResolutionOptions.LATEST).services())
                .singleElement()
                .satisfies(service -> assertThat(service.uris()).containsExactly("https://bank.example/help"));

        scene.administer.removeService("help", BY);
        assertThat(resolved(ResolutionOptions.LATEST).services()).isEmpty();
        assertThatThrownBy(() -> scene.administer.removeService("help", BY)).isInstanceOf(Problem.class);
    }

    @Test
    void a_change_without_its_witnesses_is_seen_by_nobody() {
        WebVhWitness first = scene.witness();
        WebVhWitness second = scene.witness();
        scene.administer.setWitnesses(new WebVhWitnesses(2, List.of(first.did(), second.did())), BY);
        String before = scene.show.show().published().versionId();

        assertThat(scene.organisation.witnessFile()).isEmpty();
        assertThat(new String(scene.organisation.logFile(), StandardCharsets.UTF_8).lines())
                .hasSize(1);
        var waiting = scene.administer.waiting().orElseThrow();
        assertThat(scene.administer.approve(first.approve(waiting).orElseThrow()))
                .isFalse();
        assertThat(scene.administer.approve(second.approve(waiting).orElseThrow()))
                .isTrue();
        assertThat(scene.show.show().published().versionId()).isNotEqualTo(before);
        assertThat(scene.resolves(scene.organisation.did(), ResolutionOptions.LATEST))
                .isInstanceOf(Resolution.Resolved.class);
    }

    @Test
    void a_new_key_waits_for_the_witnesses_too() {
        WebVhWitness witness = scene.witness();
        scene.administer.setWitnesses(new WebVhWitnesses(1, List.of(witness.did())), BY);
        scene.administer.approve(
                witness.approve(scene.administer.waiting().orElseThrow()).orElseThrow());
        DidUrl before = scene.organisation.keyName(KeyUse.ISSUER);

        scene.administer.rotate(Set.of(KeyUse.ISSUER), BY);
        clock.passes(REMEMBERED.multipliedBy(2));
        scene.settles();
        assertThat(scene.organisation.keyName(KeyUse.ISSUER)).isEqualTo(before);
        assertThatThrownBy(() -> scene.administer.rotate(Set.of(KeyUse.RECEIPT), BY))
                .as("one change at a time")
                .isInstanceOf(Problem.class);

        scene.administer.approve(
                witness.approve(scene.administer.waiting().orElseThrow()).orElseThrow());
        clock.passes(REMEMBERED);
        scene.settles();
        assertThat(scene.organisation.keyName(KeyUse.ISSUER)).isNotEqualTo(before);
    }

    @Test
    void a_change_that_witnesses_refuse_is_dropped_and_another_can_be_made() {
        WebVhWitness absent = scene.witness();
        scene.administer.setWitnesses(new WebVhWitnesses(1, List.of(absent.did())), BY);

        scene.administer.discardWaiting();
        scene.administer.putService(
                OrganisationService.parse("help", "CustomerService", "https://bank.example/help"), BY);

        assertThat(resolved(ResolutionOptions.LATEST).services()).hasSize(1);
        assertThatThrownBy(scene.administer::discardWaiting).isInstanceOf(Problem.class);
    }

    @Test
    void a_node_that_cannot_write_the_keyset_says_so_and_changes_nothing() {
        scene.readOnly = true;

        assertThatThrownBy(() -> scene.administer.putService(
                        OrganisationService.parse("help", "CustomerService", "https://bank.example/help"), BY))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("writable copy");
        assertThat(scene.log.entries()).hasSize(1);
    }

    @Test
    void a_thief_of_todays_control_key_cannot_choose_tomorrows() {
        scene.administer.rotate(Set.of(KeyUse.ISSUER), BY);
        var published = scene.show.show().published();

        assertThat(published.parameters().preRotation()).isTrue();
        assertThat(scene.controlKeys.stream()
                        .filter(pair -> published.parameters().promises(pair.getPublic())))
                .as("the promised key")
                .hasSize(1);
        assertThat(published.parameters().updateKeys())
                .as("the key of today is not the promised one")
                .noneMatch(multikey -> scene.controlKeys.stream()
                        .filter(pair -> published.parameters().promises(pair.getPublic()))
                        .anyMatch(pair -> ProofSigner.of(pair).multikey().equals(multikey)));
    }

    @Test
    void deactivation_names_what_it_ends_and_cannot_be_undone() {
        Did did = scene.organisation.did();
        assertThatThrownBy(() -> scene.administer.deactivate("did:web:bank.example", BY))
                .isInstanceOf(Problem.class);

        scene.administer.deactivate(did.toString(), BY);

        assertThat(scene.resolves(did, ResolutionOptions.LATEST)).isInstanceOf(Resolution.Deactivated.class);
        assertThatThrownBy(() -> scene.organisation.keyName(KeyUse.VERIFIER)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> scene.administer.rotate(Set.of(KeyUse.ISSUER), BY))
                .isInstanceOf(Problem.class);
        scene.starts("https://bank.example", false);
        assertThat(scene.organisation.did()).isEqualTo(did);
    }

    @Test
    void in_production_the_did_moves_to_another_address_only_when_told_so() {
        String scid = scid(scene.organisation.did());
        Did before = scene.organisation.did();
        assertThatThrownBy(() -> scene.starts("https://new.example", false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("countersign.organisation.move");

        scene.starts("https://new.example", true);

        assertThat(scid(scene.organisation.did())).isEqualTo(scid);
        assertThat(scene.organisation.did().toString()).endsWith(":new.example");
        assertThat(resolved(ResolutionOptions.LATEST).alsoKnownAs()).contains(before.toString());
        assertThat(resolved(ResolutionOptions.LATEST)
                        .key(scene.organisation.keyName(KeyUse.VERIFIER), VerificationRelationship.AUTHENTICATION))
                .isPresent();
    }

    @Test
    void a_log_that_was_changed_in_the_database_is_not_built_upon() {
        scene.administer.rotate(Set.of(KeyUse.ISSUER), BY);
        OrganisationLog.Entry second = scene.log.entries().get(1);
        scene.log.append(2, second.line().replace("bank.example", "evil.example"), second.cause());
        scene.log.publish(clock.instant());

        assertThatThrownBy(() -> scene.administer.rotate(Set.of(KeyUse.ISSUER), BY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no good one");
    }

    private DidDocument resolved(ResolutionOptions options) {
        Resolution resolution = scene.resolves(scene.organisation.did(), options);
        assertThat(resolution).isInstanceOf(Resolution.Resolved.class);
        return ((Resolution.Resolved) resolution).document();
    }

    private static String scid(Did did) {
        return did.id().substring(0, did.id().indexOf(':'));
    }
}
