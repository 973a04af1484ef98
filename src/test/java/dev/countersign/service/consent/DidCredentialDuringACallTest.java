package dev.countersign.service.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.sdjwt.SdJwt;
import dev.countersign.service.holder.DidHost;
import dev.countersign.service.holder.DidOwner;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.presentation.AnsweringWallet;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.KeyPair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A credential of another issuer that nobody registered, bound to a key of a DID that the customer proved. */
@QuarkusTest
class DidCredentialDuringACallTest {
    @Inject
    AnsweringWallet wallet;

    @Inject
    PublicUrl publicUrl;

    private DidHost host;
    private final KeyPair successor = Keys.generate(SignatureAlgorithm.ES256);
    private String alice;
    private String bob;
    private University university;

    @BeforeEach
    void two_customers_and_a_purpose_that_asks_for_a_student_credential() {
        host = DidHost.started();
        alice = Alice.registered();
        bob = Alice.registered();
        university = University.trusted();
        StudentAccount.isAPurpose();
    }

    @AfterEach
    void the_host_goes() {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "jwk", "web", "webvh"})
    void a_key_of_the_customers_did_answers_for_the_customer(String method) {
        DidOwner owner = DidOwner.of(method, host);
        proves(owner, alice);

        Call call = call(alice);

        assertThat(call.isAnsweredWith(owner.key())).isEqualTo(200);
        assertThat(call.asked().state()).isEqualTo("verified");
        call.desk().identity().statusCode(200).body("attributes[0].value", equalTo("Alice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "webvh"})
    void a_key_that_was_added_after_the_proof_answers_too(String method) {
        DidOwner owner = DidOwner.of(method, host);
        proves(owner, alice);
        owner.changesKeysTo(owner.key(), successor);

        Call call = call(alice);

        assertThat(call.isAnsweredWith(successor)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "webvh"})
    void a_stolen_old_key_no_longer_answers_a_call_once_it_was_replaced(String method) {
        DidOwner owner = DidOwner.of(method, host);
        DidOwner.Claim claim = proves(owner, alice);
        assertThat(call(alice).isAnsweredWith(owner.key())).isEqualTo(200);
        owner.changesKeysTo(successor);

        Call thiefs = call(alice);

        assertThat(thiefs.isAnsweredWith(owner.key())).isEqualTo(400);
        assertThatItIsOfAnother(thiefs);
        assertThat(claim.state()).isEqualTo("rotated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "webvh"})
    void whoever_replaced_the_keys_does_not_answer_before_control_is_proven_again(String method) {
        DidOwner owner = DidOwner.of(method, host);
        proves(owner, alice);
        owner.changesKeysTo(successor);

        Call hijackers = call(alice);

        assertThat(hijackers.isAnsweredWith(successor)).isEqualTo(400);
        assertThatItIsOfAnother(hijackers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "webvh"})
    void a_deactivated_did_is_noticed_at_the_next_use_though_it_was_seen_good_a_moment_ago(String method) {
        DidOwner owner = DidOwner.of(method, host);
        DidOwner.Claim claim = proves(owner, alice);
        assertThat(call(alice).isAnsweredWith(owner.key())).isEqualTo(200);
        owner.givesUp();

        Call next = call(alice);

        assertThat(next.isAnsweredWith(owner.key())).isEqualTo(400);
        assertThatItIsOfAnother(next);
        assertThat(claim.state()).isEqualTo("deactivated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "webvh"})
    void an_unreachable_did_host_is_undecided_and_the_did_stays(String method) {
        DidOwner owner = DidOwner.of(method, host);
        DidOwner.Claim claim = proves(owner, alice);
        // Seen good within the minute in which a look counts: that does not replace the look.
        assertThat(call(alice).isAnsweredWith(owner.key())).isEqualTo(200);
        host.close();

        Call call = call(alice);

        assertThat(call.isAnsweredWith(owner.key())).isEqualTo(503);
        assertThat(call.asked().state()).isEqualTo("undecided");
        assertThat(call.asked().now().getString("verdict.dependency")).isEqualTo(Dependency.DID_DOCUMENT.wireName());
        call.desk().identity().statusCode(404);
        assertThat(claim.state()).isEqualTo("verified");
    }

    @Test
    void the_key_of_a_did_answers_for_nobody_but_those_who_proved_control_of_it() {
        DidOwner owner = DidOwner.of("web", host);
        proves(owner, alice);
        owner.claims(bob);

        Call bobs = call(bob);
        assertThat(bobs.isAnsweredWith(owner.key())).isEqualTo(400);
        assertThatItIsOfAnother(bobs);

        // A second customer number of the same person, who signs for it too.
        proves(owner, bob);
        assertThat(call(bob).isAnsweredWith(owner.key())).isEqualTo(200);
    }

    @Test
    void a_did_that_was_claimed_and_not_proven_answers_for_nobody() {
        DidOwner owner = DidOwner.of("webvh", host);
        owner.claims(alice);

        Call call = call(alice);

        assertThat(call.isAnsweredWith(owner.key())).isEqualTo(400);
        assertThatItIsOfAnother(call);
    }

    @Test
    void a_did_does_not_make_an_issuer_trusted() {
        DidOwner owner = DidOwner.of("web", host);
        proves(owner, alice);
        SdJwt diploma = University.unknown().issuesTo(owner.key());

        Call call = call(alice);

        assertThat(wallet.presents(call.asked().request(), diploma, owner.key()))
                .isEqualTo(400);
        assertThat(call.asked().now().getString("verdict.reason")).isNotEqualTo("not-this-customer");
        call.desk().identity().statusCode(404);
    }

    @Test
    void what_the_bank_issued_to_another_does_not_become_the_customers_by_a_did_that_lists_its_key() {
        DidOwner mallory = DidOwner.of("web", host);
        proves(mallory, alice);
        SdJwt ours = wallet.signedByTheBank(University.VCT, mallory.key());

        Call call = call(alice);

        assertThat(wallet.presents(call.asked().request(), ours, mallory.key())).isEqualTo(400);
        assertThatItIsOfAnother(call);
    }

    /** A conversation in which the agent has asked. */
    private record Call(Desk desk, Desk.Asked asked, DidCredentialDuringACallTest test) {
        int isAnsweredWith(KeyPair holder) {
            return test.wallet.presents(asked.request(), test.university.issuesTo(holder), holder);
        }
    }

    private Call call(String customer) {
        Desk desk = Desk.answers(customer);
        return new Call(desk, StudentAccount.asks(desk), this);
    }

    private DidOwner.Claim proves(DidOwner owner, String customer) {
        return owner.proves(customer, publicUrl.uri());
    }

    private static void assertThatItIsOfAnother(Call call) {
        assertThat(call.asked().now().getString("verdict.reason")).isEqualTo("not-this-customer");
        call.desk().identity().statusCode(404);
    }
}
