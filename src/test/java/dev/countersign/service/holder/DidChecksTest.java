package dev.countersign.service.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.service.TestSignIn;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DIDs of all methods: control is proven, looked at again, and noticed to be gone. */
@QuarkusTest
class DidChecksTest {
    @Inject
    Bank bank;

    @Inject
    CustomerDids dids;

    @Inject
    Customers customers;

    @Inject
    RecheckDids recheck;

    @Inject
    ReadAuthenticationKeys keys;

    @Inject
    PublicUrl publicUrl;

    private DidHost host;
    private final KeyPair successor = Keys.generate(SignatureAlgorithm.ES256);
    private String number;

    @BeforeEach
    void a_customer() {
        host = DidHost.started();
        number = bank.customer();
    }

    @AfterEach
    void the_host_goes() {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "jwk", "web", "webvh"})
    void control_of_a_did_of_every_method_is_proven_and_looked_at_again(String method) {
        DidOwner owner = DidOwner.of(method, host);

        DidOwner.Claim claim = proves(owner);

        String checkedAt = claim.listed().getString("checked_at");
        assertThat(checkedAt).isNotNull();
        claim.isChecked()
                .then()
                .statusCode(200)
                .body("did", equalTo(owner.did().toString()))
                .body("state", equalTo("verified"))
                .body("verified_at", equalTo(claim.listed().getString("verified_at")))
                .body("checked_at", notNullValue());
        assertThat(Instant.parse(claim.listed().getString("checked_at"))).isAfter(Instant.parse(checkedAt));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "webvh"})
    void whoever_changed_the_keys_may_be_another_so_the_proof_of_the_old_one_lapses(String method) {
        DidOwner owner = DidOwner.of(method, host);
        DidOwner.Claim claim = proves(owner);

        owner.changesKeysTo(successor);

        claim.isChecked().then().statusCode(200).body("state", equalTo("rotated"));
        assertThat(claim.state()).isEqualTo("rotated");
        assertThat(claim.listed().getString("verified_at")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "webvh"})
    void a_key_beside_the_one_of_the_proof_may_come_and_go(String method) {
        DidOwner owner = DidOwner.of(method, host);
        DidOwner.Claim claim = proves(owner);

        owner.changesKeysTo(owner.key(), successor);
        claim.isChecked().then().body("state", equalTo("verified"));
        assertThat(authenticates(successor)).isTrue();

        owner.changesKeysTo(owner.key());
        claim.isChecked().then().body("state", equalTo("verified"));
        assertThat(authenticates(successor)).isFalse();
        assertThat(authenticates(owner.key())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "webvh"})
    void a_did_that_was_given_up_a_moment_after_it_was_seen_is_noticed(String method) {
        DidOwner owner = DidOwner.of(method, host);
        DidOwner.Claim claim = proves(owner);
        claim.isChecked().then().body("state", equalTo("verified"));

        owner.givesUp();

        claim.isChecked().then().statusCode(200).body("state", equalTo("deactivated"));
        assertThat(authenticates(owner.key())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "webvh"})
    void a_host_that_is_down_changes_nothing(String method) {
        DidOwner.Claim claim = proves(DidOwner.of(method, host));
        String checkedAt = claim.listed().getString("checked_at");

        host.close();

        assertThatItCannotBeKnown(claim);
        assertThat(claim.listed().getString("checked_at")).isEqualTo(checkedAt);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "webvh"})
    void a_host_that_talks_nonsense_changes_nothing(String method) {
        DidOwner.Claim claim = proves(DidOwner.of(method, host));

        host.talksNonsense();

        assertThatItCannotBeKnown(claim);
    }

    @Test
    void a_webvh_log_that_vanished_does_not_pass_for_a_deactivation() {
        DidOwner owner = DidOwner.of("webvh", host);
        DidOwner.Claim claim = proves(owner);

        host.forgetsAll();

        assertThatItCannotBeKnown(claim);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "webvh"})
    void a_lapsed_did_is_proven_again_with_the_new_key_and_not_with_the_old(String method) {
        DidOwner owner = DidOwner.of(method, host);
        DidOwner.Claim first = proves(owner);
        owner.changesKeysTo(successor);
        first.isChecked().then().body("state", equalTo("rotated"));

        DidOwner.Claim again = owner.claims(number);

        assertThat(again.path()).isEqualTo(first.path());
        assertThat(again.state()).isEqualTo("rotated");
        again.answers(owner.proof(again, publicUrl.uri()))
                .then()
                .statusCode(422)
                .body("reason", equalTo("issuer-key-unknown"));
        again.answers(owner.proof(successor, again, publicUrl.uri()))
                .then()
                .statusCode(200)
                .body("state", equalTo("verified"));
        assertThat(authenticates(successor)).isTrue();
        assertThat(authenticates(owner.key())).isFalse();
    }

    @Test
    void a_lapsed_did_does_not_come_back_when_the_old_key_does() {
        DidOwner owner = DidOwner.of("web", host);
        DidOwner.Claim claim = proves(owner);
        owner.changesKeysTo(successor);
        claim.isChecked().then().body("state", equalTo("rotated"));

        owner.changesKeysTo(owner.key());

        claim.isChecked().then().statusCode(200).body("state", equalTo("rotated"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "webvh"})
    void a_stolen_key_that_was_given_up_a_moment_ago_proves_nothing(String method) {
        DidOwner owner = DidOwner.of(method, host);
        // The document with the old key was seen, and is remembered.
        proves(owner);
        owner.changesKeysTo(successor);
        DidOwner.Claim thiefs = owner.claims(bank.customer());

        thiefs.answers(owner.proof(thiefs, publicUrl.uri()))
                .then()
                .statusCode(422)
                .body("reason", equalTo("issuer-key-unknown"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "webvh"})
    void a_did_that_was_given_up_cannot_be_proven(String method) {
        DidOwner owner = DidOwner.of(method, host);
        DidOwner.Claim claim = owner.claims(number);
        owner.givesUp();

        int status = claim.answers(owner.proof(claim, publicUrl.uri())).statusCode();

        assertThat(status).isEqualTo(422);
        assertThat(claim.state()).isEqualTo("pending");
    }

    @Test
    void a_did_that_was_not_proven_is_not_looked_at() {
        DidOwner.Claim claim = DidOwner.of("web", host).claims(number);

        claim.isChecked().then().statusCode(409);

        assertThat(host.asked()).isZero();
    }

    @Test
    void a_look_that_ends_late_does_not_undo_what_a_later_one_found() {
        DidOwner owner = DidOwner.of("web", host);
        DidOwner.Claim claim = proves(owner);
        CustomerDid did = find(claim);
        DidControl.Proven proven = (DidControl.Proven) did.control();
        Set<String> both = Set.of(proven.key(), thumbprint(successor));
        Instant early = proven.checkedAt().plusSeconds(1);
        Instant late = proven.checkedAt().plusSeconds(2);

        dids.checked(did, found(proven, both, late));
        dids.checked(did, found(proven, Set.of(proven.key()), early));
        assertThat(authenticates(successor)).isTrue();
        assertThat(find(claim).control().lastCheck()).contains(late);

        dids.checked(did, new DidControl.Lapsed(proven.provenAt(), DidControl.Lapse.ROTATED, late));
        dids.checked(did, found(proven, both, late.plusSeconds(1)));
        assertThat(authenticates(successor)).isFalse();
    }

    @Test
    void what_was_found_before_a_new_proof_does_not_touch_it() {
        DidOwner owner = DidOwner.of("web", host);
        CustomerDid did = find(proves(owner));
        DidControl.Proven proven = (DidControl.Proven) did.control();
        Instant before = proven.provenAt().minus(Duration.ofSeconds(1));

        dids.checked(
                did,
                new DidControl.Lapsed(
                        before, DidControl.Lapse.DEACTIVATED, proven.checkedAt().plusSeconds(1)));

        assertThat(authenticates(owner.key())).isTrue();
    }

    @Test
    void a_look_counts_for_less_than_a_minute() {
        DidOwner owner = DidOwner.of("web", host);
        CustomerDid did = find(proves(owner));
        DidControl.Proven proven = (DidControl.Proven) did.control();
        String key = thumbprint(owner.key());

        assertThat(dids.authenticates(did.customer(), key, proven.checkedAt().minusMillis(1)))
                .isTrue();
        assertThat(dids.authenticates(did.customer(), key, proven.checkedAt())).isFalse();
    }

    @Test
    void what_was_found_a_minute_ago_or_earlier_does_not_count_in_a_call() {
        DidOwner owner = DidOwner.of("web", host);
        CustomerDid did = find(proves(owner));
        Instant end = ((DidControl.Proven) did.control()).checkedAt().plus(RecheckDids.COUNTS);
        String key = thumbprint(owner.key());

        assertThat(at(end.minusMillis(1)).authenticates(did.customer(), key)).isTrue();
        assertThat(at(end).authenticates(did.customer(), key)).isFalse();
    }

    @Test
    void when_the_time_is_over_what_was_not_looked_at_is_undecided() {
        proves(DidOwner.of("web", host));
        proves(DidOwner.of("web", host));
        int before = host.asked();
        Clock hurrying = new Hurrying(RecheckDids.TIME_FOR_ALL.dividedBy(2));

        assertThat(new RecheckDids(dids, keys, hurrying).check(customer(), Set.of(thumbprint(successor))))
                .isInstanceOfSatisfying(Verification.Undecided.class, undecided -> assertThat(undecided.dependency())
                        .isEqualTo(Dependency.DID_DOCUMENT));

        assertThat(host.asked()).isEqualTo(before + 1);
    }

    @Test
    void the_did_that_had_the_key_is_looked_at_first_and_alone() {
        DidOwner owner = DidOwner.of("web", host);
        proves(owner);
        for (int i = 0; i < RecheckDids.MOST_LOOKS + 1; i++) {
            proves(DidOwner.of("web", host));
        }
        int before = host.asked();

        assertThat(recheck.check(customer(), Set.of(thumbprint(owner.key()))))
                .isInstanceOf(Verification.Verified.class);

        assertThat(host.asked()).isEqualTo(before + 1);
    }

    @Test
    void a_customer_with_many_dids_does_not_make_us_ask_for_all_of_them() {
        for (int i = 0; i < RecheckDids.MOST_LOOKS + 2; i++) {
            proves(DidOwner.of("web", host));
        }
        int before = host.asked();

        recheck.check(customer(), Set.of(thumbprint(successor)));

        assertThat(host.asked()).isEqualTo(before + RecheckDids.MOST_LOOKS);
    }

    @Test
    void an_agent_may_not_have_dids_looked_at_and_nobody_those_of_another_customer() {
        DidOwner.Claim claim = proves(DidOwner.of("key", host));

        TestSignIn.as("staff:alice", "agent")
                .contentType("application/json")
                .post(claim.path() + "/check")
                .then()
                .statusCode(403);
        bank.request()
                .post("/api/v1/customers/" + bank.customer() + "/dids/"
                        + claim.challenge().getString("id") + "/check")
                .then()
                .statusCode(404);
    }

    private DidOwner.Claim proves(DidOwner owner) {
        return owner.proves(number, publicUrl.uri());
    }

    private static void assertThatItCannotBeKnown(DidOwner.Claim claim) {
        claim.isChecked()
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("reason", equalTo("did-document"));
        assertThat(claim.state()).isEqualTo("verified");
    }

    private static DidControl.Proven found(DidControl.Proven proven, Set<String> keys, Instant at) {
        return new DidControl.Proven(proven.provenAt(), proven.key(), keys, at);
    }

    private RecheckDids at(Instant instant) {
        return new RecheckDids(dids, keys, Clock.fixed(instant, ZoneOffset.UTC));
    }

    /** A clock that goes on by so much whenever somebody looks at it. */
    private static final class Hurrying extends Clock {
        private final Duration step;
        private Instant now = Instant.EPOCH;

        Hurrying(Duration step) {
            this.step = step;
        }

        @Override
        public Instant instant() {
            now = now.plus(step);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private CustomerId customer() {
        return customers.find(new CustomerNumber(number)).orElseThrow().id();
    }

    private CustomerDid find(DidOwner.Claim claim) {
        return dids.find(customer(), claim.challenge().getString("id")).orElseThrow();
    }

    private boolean authenticates(KeyPair key) {
        return recheck.authenticates(customer(), thumbprint(key));
    }

    private static String thumbprint(KeyPair key) {
        return PublicJwk.of(key.getPublic()).thumbprint();
    }
}
