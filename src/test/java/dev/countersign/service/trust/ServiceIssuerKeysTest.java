package dev.countersign.service.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.did.VerificationRelationship;
import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.CertificateChain;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.sdjwt.SdJwtIssuer;
import dev.countersign.protocol.sdjwt.VerifiedCredential;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.trust.TrustScene.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceIssuerKeysTest {
    private final TrustScene scene = new TrustScene();

    @Test
    void a_credential_of_ours_is_verified_without_asking_anybody() {
        assertVerified(ownCredential(scene.ownKeys.signer(KeyUse.ISSUER), ownKeyId(KeyUse.ISSUER)));
        assertThat(scene.hosts.asked).isEmpty();
    }

    @Test
    void a_credential_that_an_older_key_of_ours_signed_is_still_verified() {
        JwsSigner older = scene.ownKeys.signer(KeyUse.ISSUER);
        String olderKeyId = ownKeyId(KeyUse.ISSUER);

        scene.ownKeys.bringIntoForce(KeyUse.ISSUER, scene.ownKeys.announce(KeyUse.ISSUER));

        assertThat(ownKeyId(KeyUse.ISSUER)).isNotEqualTo(olderKeyId);
        assertVerified(ownCredential(older, olderKeyId));
    }

    @Test
    void a_credential_that_a_stolen_key_of_ours_signed_counts_only_when_it_is_older_than_the_theft() {
        JwsSigner stolen = scene.ownKeys.signer(KeyUse.ISSUER);
        String stolenKeyId = ownKeyId(KeyUse.ISSUER);
        Instant before = scene.clock.instant();
        scene.clock.passes(Duration.ofHours(1));
        Instant theft = scene.clock.instant();

        scene.organisation.administer.replaceCompromised(Set.of(KeyUse.ISSUER), theft, "staff:admin");

        assertVerified(ownCredential(stolen, stolenKeyId, before));
        assertRejected(ownCredential(stolen, stolenKeyId, theft), RejectionReason.ISSUER_KEY_UNKNOWN);
        assertRejected(ownCredential(stolen, stolenKeyId), RejectionReason.ISSUER_KEY_UNKNOWN);
        assertVerified(ownCredential(scene.ownKeys.signer(KeyUse.ISSUER), ownKeyId(KeyUse.ISSUER), theft));
    }

    @Test
    void a_key_of_ours_for_another_use_issues_no_credentials() {
        assertRejected(
                ownCredential(scene.ownKeys.signer(KeyUse.VERIFIER), ownKeyId(KeyUse.VERIFIER)),
                RejectionReason.ISSUER_KEY_UNKNOWN);
    }

    @Test
    void whoever_claims_to_be_us_with_another_key_is_refused() {
        JwsSigner attacker = JwsSigner.of(Keys.generate(SignatureAlgorithm.ES256));

        assertRejected(ownCredential(attacker, "made-up"), RejectionReason.ISSUER_KEY_UNKNOWN);
        assertRejected(ownCredential(attacker, ownKeyId(KeyUse.ISSUER)), RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void an_issuer_that_nobody_wrote_down_is_untrusted_and_never_asked_for_anything() {
        Issuer stranger = scene.issuer("https://stranger.example");
        stranger.publishesMetadata();

        assertRejected(stranger.presents("k1"), RejectionReason.ISSUER_NOT_TRUSTED);
        assertThat(scene.hosts.asked).isEmpty();
    }

    @Test
    void an_issuer_is_found_by_its_metadata() {
        Issuer issuer = scene.issuer("https://issuer.example");
        issuer.publishesMetadata();
        issuer.isTrusted(new KeyPolicy.Metadata());

        assertVerified(issuer.presents("k1"));
        assertVerified(issuer.presents("k1"));
        assertThat(scene.hosts.asked).hasSize(1);
    }

    @Test
    void an_issuer_is_not_trusted_for_another_type() {
        Issuer issuer = scene.issuer("https://issuer.example");
        issuer.publishesMetadata();
        scene.issuers.save(
                new TrustedIssuer(
                        new IssuerId(issuer.name), "x", Set.of("https://other.example/type"), new KeyPolicy.Metadata()),
                "test");

        assertRejected(issuer.presents("k1"), RejectionReason.ISSUER_NOT_TRUSTED);
        assertThat(scene.hosts.asked).isEmpty();
    }

    @Test
    void an_issuer_whose_trust_was_ended_is_refused_although_its_keys_are_remembered() {
        Issuer issuer = scene.issuer("https://issuer.example");
        issuer.publishesMetadata();
        issuer.isTrusted(new KeyPolicy.Metadata());
        assertVerified(issuer.presents("k1"));

        scene.issuers.remove(new IssuerId(issuer.name), "test");

        assertRejected(issuer.presents("k1"), RejectionReason.ISSUER_NOT_TRUSTED);
    }

    @Test
    void the_key_of_another_trusted_issuer_is_refused() {
        Issuer victim = scene.issuer("https://issuer.example");
        victim.publishesMetadata();
        victim.isTrusted(new KeyPolicy.Metadata());
        Issuer attacker = scene.issuer("https://other.example");
        attacker.publishesMetadata();
        attacker.isTrusted(new KeyPolicy.Metadata());

        assertRejected(
                scene.judge(new SdJwtIssuer(JwsSigner.of(attacker.pair), "k1", RandomSource.secure()), victim.claims()),
                RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void an_unreachable_issuer_is_undecided_and_never_accepted() {
        Issuer issuer = scene.issuer("https://issuer.example");
        issuer.isTrusted(new KeyPolicy.Metadata());

        assertUndecided(issuer.presents("k1"));
    }

    @Test
    void a_dead_host_is_not_asked_by_everybody_and_is_asked_again_later() {
        Issuer issuer = scene.issuer("https://issuer.example");
        issuer.isTrusted(new KeyPolicy.Metadata());
        issuer.presents("k1");
        issuer.presents("k1");
        assertThat(scene.hosts.asked).hasSize(1);

        issuer.publishesMetadata();
        scene.clock.passes(Duration.ofSeconds(10));

        assertVerified(issuer.presents("k1"));
    }

    @Test
    void an_issuer_whose_server_talks_nonsense_is_undecided() {
        Issuer issuer = scene.issuer("https://issuer.example");
        issuer.isTrusted(new KeyPolicy.Metadata());
        String uri = "https://issuer.example/.well-known/jwt-vc-issuer";

        for (String nonsense : List.of(
                "<html>",
                "[]",
                "{\"issuer\":\"https://issuer.example\"}",
                "{\"issuer\":\"https://issuer.example\",\"jwks\":{\"keys\":[]},\"jwks_uri\":\"https://x.example\"}",
                "{\"issuer\":\"https://issuer.example\",\"jwks_uri\":\"::\"}",
                TrustScene.metadata("https://other.example", issuer.jwk("k1")))) {
            scene.hosts.servesJson(uri, nonsense);
            scene.clock.passes(Duration.ofMinutes(1));
            assertUndecided(issuer.presents("k1"));
        }
        scene.hosts.answers(uri, 404);
        scene.clock.passes(Duration.ofMinutes(1));
        assertUndecided(issuer.presents("k1"));
        scene.hosts.answers(uri, 302);
        scene.clock.passes(Duration.ofMinutes(1));
        assertUndecided(issuer.presents("k1"));
    }

    @Test
    void metadata_may_point_at_the_keys() {
        Issuer issuer = scene.issuer("https://issuer.example/tenant/");
        issuer.isTrusted(new KeyPolicy.Metadata());
        scene.hosts.servesJson(
                "https://issuer.example/.well-known/jwt-vc-issuer/tenant",
                "{\"issuer\":\"https://issuer.example/tenant/\",\"jwks_uri\":\"https://keys.example/jwks\"}");
        scene.hosts.servesJson("https://keys.example/jwks", "{\"keys\":[" + issuer.jwk("k1") + "]}");

        assertVerified(issuer.presents("k1"));
    }

    @Test
    void a_new_key_of_a_known_issuer_is_found_by_a_second_look() {
        Issuer issuer = scene.issuer("https://issuer.example");
        issuer.publishesMetadata();
        issuer.isTrusted(new KeyPolicy.Metadata());
        assertRejected(issuer.presents("k2"), RejectionReason.ISSUER_KEY_UNKNOWN);
        assertThat(scene.hosts.asked).hasSize(1);

        scene.hosts.servesJson(
                "https://issuer.example/.well-known/jwt-vc-issuer",
                TrustScene.metadata(issuer.name, issuer.jwk("k1"), issuer.jwk("k2")));
        scene.clock.passes(Duration.ofSeconds(30));

        assertVerified(issuer.presents("k2"));
    }

    @Test
    void a_key_for_encryption_signs_nothing() {
        Issuer issuer = scene.issuer("https://issuer.example");
        issuer.isTrusted(new KeyPolicy.Metadata());
        scene.hosts.servesJson(
                "https://issuer.example/.well-known/jwt-vc-issuer",
                TrustScene.metadata(issuer.name, issuer.jwk("k1")).replace("\"kid\"", "\"use\":\"enc\",\"kid\""));

        assertRejected(issuer.presents("k1"), RejectionReason.ISSUER_KEY_UNKNOWN);
    }

    @Test
    void a_certificate_in_the_header_does_not_change_how_keys_are_found() {
        Issuer issuer = scene.issuer("https://issuer.example");
        Issuer attacker = scene.issuer("https://issuer.example");
        issuer.publishesMetadata();
        issuer.isTrusted(new KeyPolicy.Metadata());
        CertificateChain forged = new Authority("Attacker", scene.clock.instant())
                .certifiesHost("issuer.example", attacker.pair.getPublic());

        assertRejected(attacker.presentsWith(forged), RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void an_issuer_is_found_by_its_did() {
        Issuer issuer = scene.issuer("did:web:issuer.example");
        issuer.publishesDid(VerificationRelationship.ASSERTION_METHOD);
        issuer.isTrusted(new KeyPolicy.DidDocument());

        assertVerified(issuer.presents("did:web:issuer.example#k1"));
        assertVerified(issuer.presents("#k1"));
    }

    @Test
    void a_key_that_its_did_lists_for_another_purpose_issues_nothing() {
        Issuer issuer = scene.issuer("did:web:issuer.example");
        issuer.publishesDid(VerificationRelationship.AUTHENTICATION);
        issuer.isTrusted(new KeyPolicy.DidDocument());

        assertRejected(issuer.presents("did:web:issuer.example#k1"), RejectionReason.ISSUER_KEY_UNKNOWN);
    }

    @Test
    void a_key_of_another_did_is_refused_before_that_did_is_resolved() {
        Issuer attacker = scene.issuer("did:web:attacker.example");
        attacker.publishesDid(VerificationRelationship.ASSERTION_METHOD);
        Issuer victim = scene.issuer("did:web:issuer.example");
        victim.isTrusted(new KeyPolicy.DidDocument());

        assertRejected(
                scene.judge(
                        new SdJwtIssuer(
                                JwsSigner.of(attacker.pair), "did:web:attacker.example#k1", RandomSource.secure()),
                        victim.claims()),
                RejectionReason.ISSUER_KEY_UNKNOWN);
        assertRejected(victim.presents("k1"), RejectionReason.ISSUER_KEY_UNKNOWN);
        assertThat(scene.hosts.asked).isEmpty();
    }

    @Test
    void an_unreachable_did_host_is_undecided_and_never_accepted() {
        Issuer issuer = scene.issuer("did:web:issuer.example");
        issuer.isTrusted(new KeyPolicy.DidDocument());

        assertUndecided(issuer.presents("did:web:issuer.example#k1"));
    }

    @Test
    void an_issuer_is_found_by_its_certificate() {
        Authority authority = new Authority("Root", scene.clock.instant());
        Issuer issuer = scene.issuer("https://issuer.example");
        issuer.isTrusted(new KeyPolicy.Certificates(List.of(authority.certificate)));

        assertVerified(issuer.presentsWith(authority.certifiesHost("issuer.example", issuer.pair.getPublic())));
        assertRejected(issuer.presents("k1"), RejectionReason.ISSUER_KEY_UNKNOWN);
        assertThat(scene.hosts.asked).isEmpty();
    }

    @Test
    void a_certificate_of_another_authority_or_name_or_time_is_refused() {
        Authority authority = new Authority("Root", scene.clock.instant());
        Issuer issuer = scene.issuer("https://issuer.example");
        issuer.isTrusted(new KeyPolicy.Certificates(List.of(authority.certificate)));
        CertificateChain right = authority.certifiesHost("issuer.example", issuer.pair.getPublic());

        assertRejected(
                issuer.presentsWith(new Authority("Root", scene.clock.instant())
                        .certifiesHost("issuer.example", issuer.pair.getPublic())),
                RejectionReason.ISSUER_KEY_UNKNOWN);
        assertRejected(
                issuer.presentsWith(authority.certifiesHost("other.example", issuer.pair.getPublic())),
                RejectionReason.ISSUER_KEY_UNKNOWN);
        assertRejected(
                issuer.presentsWith(authority.certifiesHost("*.example", issuer.pair.getPublic())),
                RejectionReason.ISSUER_KEY_UNKNOWN);
        scene.clock.passes(Duration.ofDays(31));
        assertRejected(issuer.presentsWith(right), RejectionReason.ISSUER_KEY_UNKNOWN);
    }

    @Test
    void a_credential_without_iss_is_of_whom_its_certificate_names() {
        Authority authority = new Authority("Root", scene.clock.instant());
        Issuer issuer = scene.issuer("x509_san_dns:issuer.example");
        CertificateChain chain = authority.certifiesHost("issuer.example", issuer.pair.getPublic());
        assertRejected(issuer.presentsWithoutIss(chain), RejectionReason.ISSUER_NOT_TRUSTED);

        issuer.isTrusted(new KeyPolicy.Certificates(List.of(authority.certificate)));

        assertVerified(issuer.presentsWithoutIss(chain));
        assertRejected(
                issuer.presentsWithoutIss(new Authority("Attacker", scene.clock.instant())
                        .certifiesHost("issuer.example", issuer.pair.getPublic())),
                RejectionReason.ISSUER_KEY_UNKNOWN);
    }

    private Verification<VerifiedCredential> ownCredential(JwsSigner signer, String keyId) {
        return scene.judge(
                new SdJwtIssuer(signer, keyId, RandomSource.secure()),
                Json.object().put("iss", "https://bank.example").put("vct", "urn:bank:customer"));
    }

    private Verification<VerifiedCredential> ownCredential(JwsSigner signer, String keyId, Instant issuedAt) {
        return scene.judge(
                new SdJwtIssuer(signer, keyId, RandomSource.secure()),
                Json.object()
                        .put("iss", "https://bank.example")
                        .put("vct", "urn:bank:customer")
                        .put("iat", issuedAt.getEpochSecond()));
    }

    private String ownKeyId(KeyUse use) {
        return scene.ownKeys.publicKey(use).keyId().orElseThrow();
    }

    private static void assertVerified(Verification<VerifiedCredential> verdict) {
        assertThat(verdict).isInstanceOf(Verification.Verified.class);
    }

    private static void assertRejected(Verification<VerifiedCredential> verdict, RejectionReason reason) {
        assertThat(verdict)
                .isInstanceOfSatisfying(Verification.Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(reason));
    }

    private static void assertUndecided(Verification<VerifiedCredential> verdict) {
        assertThat(verdict)
                .isInstanceOfSatisfying(Verification.Undecided.class, undecided -> assertThat(undecided.dependency())
                        .isEqualTo(Dependency.ISSUER_KEYS));
    }
}
