package dev.countersign.protocol.openid4vp;

import static dev.countersign.protocol.openid4vp.Actors.ENCRYPTION;
import static dev.countersign.protocol.openid4vp.Actors.answer;
import static dev.countersign.protocol.openid4vp.Actors.asks;
import static dev.countersign.protocol.openid4vp.Actors.nameQuery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.ContentEncryption;
import dev.countersign.protocol.jose.Jwe;
import dev.countersign.protocol.openid4vp.AuthorizationResponse.Declined;
import dev.countersign.protocol.openid4vp.AuthorizationResponse.Presented;
import dev.countersign.protocol.sdjwt.Nonce;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DirectPostTest {
    private static final AuthorizationRequest ASKED = asks(nameQuery());
    private static final Optional<State> STATE = Optional.of(State.parse("s-1"));
    private static final Presented PRESENTED = new Presented(STATE, answer("customer", "a.b.c~d.e.f"));
    private static final Declined DECLINED = new Declined(STATE, Declined.ACCESS_DENIED, Optional.of("not now"));

    private static AuthorizationRequest plain() {
        return new AuthorizationRequest(
                Actors.BANK,
                ResponseMode.DIRECT_POST,
                Actors.ANSWERS,
                Nonce.random(RandomSource.secure()),
                STATE,
                nameQuery(),
                List.of(),
                ClientMetadata.unencrypted(),
                List.of());
    }

    private static void assertRejected(Verification<?> outcome, RejectionReason reason) {
        assertThat(outcome).isInstanceOfSatisfying(Verification.Rejected.class, no -> assertThat(no.reason())
                .isEqualTo(reason));
    }

    private static FormParameters form(String name, String value) {
        return new FormParameters(Map.of(name, value));
    }

    private static FormParameters encrypted(String payload) {
        return form(
                "response",
                Jwe.encrypt(
                        payload.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        ENCRYPTION.publicJwk(),
                        ContentEncryption.A256GCM));
    }

    @Test
    void an_encrypted_answer_and_an_encrypted_refusal_arrive_as_they_were_sent() {
        for (AuthorizationResponse sent : List.of(PRESENTED, DECLINED)) {
            var form = FormParameters.parse(DirectPost.form(ASKED, sent).print());
            assertThat(form.values()).containsOnlyKeys("response");
            assertThat(DirectPost.receive(ASKED, ENCRYPTION, form)).isEqualTo(Verification.verified(sent));
        }
    }

    @Test
    void a_plain_answer_and_a_plain_refusal_arrive_as_they_were_sent() {
        for (AuthorizationResponse sent : List.of(PRESENTED, DECLINED)) {
            var form = FormParameters.parse(DirectPost.form(plain(), sent).print());
            assertThat(DirectPost.receive(plain(), form)).isEqualTo(Verification.verified(sent));
        }
    }

    @Test
    void an_answer_in_the_clear_is_rejected_where_encryption_was_asked() {
        assertRejected(
                DirectPost.receive(ASKED, ENCRYPTION, DirectPost.form(plain(), PRESENTED)),
                RejectionReason.ENCRYPTION_INVALID);
        assertRejected(
                DirectPost.receive(ASKED, ENCRYPTION, new FormParameters(Map.of())),
                RejectionReason.ENCRYPTION_INVALID);
    }

    @Test
    void only_an_error_may_come_in_the_clear() {
        assertThat(DirectPost.receive(ASKED, ENCRYPTION, DirectPost.form(plain(), DECLINED)))
                .isEqualTo(Verification.verified(DECLINED));
    }

    @Test
    void an_answer_encrypted_to_another_key_under_our_name_is_rejected() {
        var other = EphemeralEncryptionKey.generate().publicJwk().withKeyId(ENCRYPTION.keyId());
        var jwe = Jwe.encrypt(Json.print(PRESENTED.toJson()), other, ContentEncryption.A256GCM);
        assertRejected(
                DirectPost.receive(ASKED, ENCRYPTION, form("response", jwe)), RejectionReason.ENCRYPTION_INVALID);
    }

    @Test
    void an_answer_under_another_key_name_is_rejected() {
        var jwe = Jwe.encrypt(
                Json.print(PRESENTED.toJson()), ENCRYPTION.publicJwk().withKeyId("x"), ContentEncryption.A256GCM);
        assertRejected(
                DirectPost.receive(ASKED, ENCRYPTION, form("response", jwe)), RejectionReason.ENCRYPTION_INVALID);
    }

    @Test
    void an_answer_to_another_request_is_rejected_by_its_state() {
        var other = new Presented(Optional.of(State.parse("s-2")), PRESENTED.token());
        assertRejected(DirectPost.receive(ASKED, ENCRYPTION, DirectPost.form(ASKED, other)), RejectionReason.REPLAYED);
        var none = new Presented(Optional.empty(), PRESENTED.token());
        assertRejected(DirectPost.receive(ASKED, ENCRYPTION, DirectPost.form(ASKED, none)), RejectionReason.REPLAYED);
    }

    @Test
    void an_answer_that_is_both_presentation_and_error_or_neither_is_malformed() {
        for (String payload : List.of(
                "{\"state\":\"s-1\",\"vp_token\":{\"customer\":[\"x\"]},\"error\":\"access_denied\"}",
                "{\"state\":\"s-1\"}",
                "[]",
                "nothing",
                "{\"vp_token\":[\"x\"]}",
                "{\"vp_token\":\"x\"}",
                "{\"vp_token\":{\"customer\":[]}}",
                "{\"vp_token\":{\"customer\":\"x\"}}",
                "{\"vp_token\":{\"customer\":[1]}}",
                "{\"vp_token\":{\"customer\":[\"x\"],\"customer\":[\"y\"]}}")) {
            assertThatThrownBy(() -> DirectPost.receive(ASKED, ENCRYPTION, encrypted(payload)))
                    .as(payload)
                    .isInstanceOf(MalformedInputException.class);
        }
    }

    @Test
    void more_presentations_than_anybody_asks_for_are_refused_before_they_cost_anything() {
        String many = "\"x\",".repeat(VpToken.MAX_PRESENTATIONS) + "\"x\"";
        assertThatThrownBy(() -> VpToken.parse(Json.parse("{\"customer\":[" + many + "]}")))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void a_parameter_that_comes_twice_is_malformed() {
        assertThatThrownBy(() -> FormParameters.parse("state=a&state=b")).isInstanceOf(MalformedInputException.class);
    }

    @Test
    void every_request_has_a_key_of_its_own_that_survives_storage() {
        var key = EphemeralEncryptionKey.generate();
        assertThat(EphemeralEncryptionKey.of(key.secretBytes()).publicJwk()).isEqualTo(key.publicJwk());
        assertThat(EphemeralEncryptionKey.generate().publicJwk()).isNotEqualTo(key.publicJwk());
    }

    @Property
    void any_text_is_a_form_or_malformed_and_what_was_printed_is_read_back(@ForAll String text) {
        try {
            var form = FormParameters.parse(text);
            assertThat(FormParameters.parse(form.print())).isEqualTo(form);
        } catch (MalformedInputException expected) {
            assertThat(expected).hasMessageStartingWith("RFC 6749");
        }
    }

    @Property
    void any_text_in_the_response_field_is_refused_without_another_exception(@ForAll String text) {
        try {
            assertThat(DirectPost.receive(ASKED, ENCRYPTION, form("response", "e30." + text)))
                    .isInstanceOf(Verification.Rejected.class);
        } catch (MalformedInputException expected) {
            assertThat(expected).hasMessageContaining(":");
        }
    }
}
