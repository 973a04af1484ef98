package dev.countersign.service.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.did.VerificationRelationship;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.statuslist.CredentialStatus;
import dev.countersign.protocol.statuslist.StatusList;
import dev.countersign.protocol.statuslist.StatusListToken;
import dev.countersign.protocol.statuslist.StatusLists;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OwnStatusLists;
import dev.countersign.service.trust.TrustScene.Issuer;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceStatusListsTest {
    private static final String LIST = "https://issuer.example/lists/1";
    private static final String OWN = "https://bank.example/status_lists/1";

    private final TrustScene scene = new TrustScene();
    private final Map<URI, String> own = new HashMap<>();
    private final OwnStatusLists ownLists = list -> Optional.ofNullable(own.get(list));
    private final ServiceStatusLists lists = new ServiceStatusLists(
            scene.ownKeys,
            scene.publicUrl,
            List.of(ownLists),
            new RemoteStatusLists(scene.remote, new StatusListSigners(scene.issuers), scene.trustedKeys, scene.clock),
            scene.clock);

    @Test
    void our_own_list_is_read_without_the_network_and_says_what_was_stored_last() {
        own.put(URI.create(OWN), ownToken(0));
        assertStatus(OWN, CredentialStatus.VALID);

        own.put(URI.create(OWN), ownToken(1));

        assertStatus(OWN, CredentialStatus.INVALID);
        assertThat(scene.hosts.asked).isEmpty();
    }

    @Test
    void a_list_of_ours_that_an_older_key_signed_counts_until_it_expires() {
        own.put(URI.create(OWN), ownToken(1));
        scene.ownKeys.bringIntoForce(KeyUse.STATUS_LIST, scene.ownKeys.announce(KeyUse.STATUS_LIST));
        assertStatus(OWN, CredentialStatus.INVALID);

        scene.clock.passes(Duration.ofHours(1));

        assertUnavailable(OWN);
    }

    @Test
    void an_address_of_ours_that_has_no_list_is_never_fetched() {
        assertUnavailable("https://bank.example/status_lists/99");
        assertThat(scene.hosts.asked).isEmpty();
    }

    @Test
    void a_list_of_ours_that_is_not_signed_by_us_is_unavailable() {
        own.put(URI.create(OWN), token(OWN, JwsSigner.of(Keys.generate(SignatureAlgorithm.ES256)), "made-up", 0));
        assertUnavailable(OWN);
        own.put(URI.create(OWN), "nonsense");
        assertUnavailable(OWN);
    }

    @Test
    void the_list_of_a_trusted_issuer_is_fetched_once_and_kept_for_its_ttl() {
        Issuer issuer = trusted("https://issuer.example");
        scene.hosts.serves(LIST, StatusListToken.MEDIA_TYPE, token(LIST, JwsSigner.of(issuer.pair), "k1", 1));
        assertStatus(LIST, CredentialStatus.INVALID);
        int asked = scene.hosts.asked.size();
        scene.hosts.goesDown(LIST);

        scene.clock.passes(Duration.ofMinutes(9));
        assertStatus(LIST, CredentialStatus.INVALID);
        assertThat(scene.hosts.asked).hasSize(asked);

        scene.clock.passes(Duration.ofMinutes(1));
        assertUnavailable(LIST);
    }

    @Test
    void an_unreachable_list_is_unavailable_and_asked_for_again_later() {
        Issuer issuer = trusted("https://issuer.example");
        assertUnavailable(LIST);

        scene.hosts.serves(LIST, StatusListToken.MEDIA_TYPE, token(LIST, JwsSigner.of(issuer.pair), "k1", 0));
        assertUnavailable(LIST);
        scene.clock.passes(Duration.ofSeconds(10));

        assertStatus(LIST, CredentialStatus.VALID);
    }

    @Test
    void a_list_that_a_stranger_signed_is_unavailable() {
        Issuer stranger = scene.issuer("https://issuer.example");
        stranger.publishesMetadata();
        scene.hosts.serves(LIST, StatusListToken.MEDIA_TYPE, token(LIST, JwsSigner.of(stranger.pair), "k1", 0));

        assertUnavailable(LIST);
        assertThat(scene.hosts.asked).containsExactly(URI.create(LIST));
    }

    @Test
    void a_list_that_somebody_else_signed_in_the_issuers_name_is_unavailable() {
        trusted("https://issuer.example");
        JwsSigner attacker = JwsSigner.of(Keys.generate(SignatureAlgorithm.ES256));
        scene.hosts.serves(LIST, StatusListToken.MEDIA_TYPE, token(LIST, attacker, "k1", 0));

        assertUnavailable(LIST);
    }

    @Test
    void another_list_served_in_place_of_this_one_is_unavailable() {
        Issuer issuer = trusted("https://issuer.example");
        String other = token("https://issuer.example/lists/2", JwsSigner.of(issuer.pair), "k1", 0);
        scene.hosts.serves(LIST, StatusListToken.MEDIA_TYPE, other);

        assertUnavailable(LIST);
    }

    @Test
    void a_list_of_another_media_type_is_unavailable() {
        Issuer issuer = trusted("https://issuer.example");
        scene.hosts.serves(LIST, "text/plain", token(LIST, JwsSigner.of(issuer.pair), "k1", 0));

        assertUnavailable(LIST);
    }

    @Test
    void an_expired_list_is_unavailable() {
        Issuer issuer = trusted("https://issuer.example");
        scene.hosts.serves(LIST, StatusListToken.MEDIA_TYPE, token(LIST, JwsSigner.of(issuer.pair), "k1", 0));
        scene.clock.passes(Duration.ofHours(1));

        assertUnavailable(LIST);
    }

    @Test
    void a_list_may_be_signed_by_the_did_of_a_trusted_issuer() {
        Issuer issuer = scene.issuer("did:web:did.example");
        issuer.publishesDid(VerificationRelationship.ASSERTION_METHOD);
        issuer.isTrusted(new KeyPolicy.DidDocument());
        scene.hosts.serves(
                LIST, StatusListToken.MEDIA_TYPE, token(LIST, JwsSigner.of(issuer.pair), "did:web:did.example#k1", 1));

        assertStatus(LIST, CredentialStatus.INVALID);
    }

    private Issuer trusted(String name) {
        Issuer issuer = scene.issuer(name);
        issuer.publishesMetadata();
        issuer.isTrusted(new KeyPolicy.Metadata());
        return issuer;
    }

    private String ownToken(int status) {
        return token(
                OWN,
                scene.ownKeys.signer(KeyUse.STATUS_LIST),
                scene.ownKeys.publicKey(KeyUse.STATUS_LIST).keyId().orElseThrow(),
                status);
    }

    private String token(String subject, JwsSigner signer, String keyId, int status) {
        StatusList list = StatusList.of(2, 1_024);
        list.set(7, status);
        return StatusListToken.issue(
                new StatusListToken.Terms(
                        URI.create(subject),
                        scene.clock.instant(),
                        scene.clock.instant().plus(Duration.ofHours(1)),
                        Duration.ofMinutes(10)),
                list,
                signer,
                keyId);
    }

    private void assertStatus(String list, CredentialStatus status) {
        assertThat(lists.find(URI.create(list))).isInstanceOfSatisfying(StatusLists.Found.class, found -> assertThat(
                        found.token().statusAt(7))
                .isEqualTo(Verification.verified(status)));
    }

    private void assertUnavailable(String list) {
        assertThat(lists.find(URI.create(list))).isInstanceOf(StatusLists.Unavailable.class);
    }
}
