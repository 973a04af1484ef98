package dev.countersign.service.presentation;

import static dev.countersign.service.presentation.PresentationScene.BIRTHDATE;
import static dev.countersign.service.presentation.PresentationScene.GIVEN_NAME;
import static dev.countersign.service.presentation.PresentationScene.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.ContentEncryption;
import dev.countersign.protocol.jose.Jwe;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.openid4vp.AuthorizationRequest;
import dev.countersign.protocol.openid4vp.AuthorizationResponse;
import dev.countersign.protocol.openid4vp.ClientIdPrefix;
import dev.countersign.protocol.openid4vp.DirectPost;
import dev.countersign.protocol.openid4vp.EphemeralEncryptionKey;
import dev.countersign.protocol.openid4vp.FormParameters;
import dev.countersign.protocol.openid4vp.ResponseMode;
import dev.countersign.protocol.openid4vp.VpToken;
import dev.countersign.protocol.openid4vp.WalletInvocation;
import dev.countersign.protocol.statuslist.StatusReference;
import dev.countersign.service.presentation.PresentationScene.Call;
import dev.countersign.service.presentation.PresentationScene.Reply;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PresentationOverHttpTest {
    @Inject
    PresentationScene scene;

    @Inject
    CancelPresentation cancelPresentation;

    @Inject
    SweepTransactions sweepTransactions;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    private List<String> learnt(Call call) {
        return scene.recipient().learnt(call.reference());
    }

    private static void assertNotAnswer(Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo("invalid_request");
    }

    private void assertStillAnswerable(Call call, AuthorizationRequest asked) {
        assertThat(scene.posts(asked, scene.answer(asked)).status()).isEqualTo(200);
        assertThat(learnt(call)).containsExactly("opened", "judged");
    }

    @Test
    void the_recipient_sees_what_was_asked_for_and_nothing_else() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        var reply = scene.posts(asked, scene.presents(asked, scene.credential(scene.claims()), GIVEN_NAME, BIRTHDATE));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.headers().get("cache-control")).containsExactly("no-store");
        assertThat(learnt(call)).containsExactly("opened", "judged");
        assertThat(scene.recipient().presentation(call.reference()).claims("customer"))
                .isEqualTo(Json.object().put("given_name", "Alice"));
    }

    @Test
    void what_the_recipient_must_ask_elsewhere_it_asks_outside_any_transaction_before_it_judges() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        var inTransaction = new AtomicReference<Boolean>();
        scene.recipient().willCheck(call.reference(), presentation -> {
            inTransaction.set(QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION);
            return Verification.undecided(Dependency.DID_DOCUMENT, Duration.ofSeconds(10));
        });

        var reply = scene.posts(asked, scene.answer(asked));

        assertThat(inTransaction.get()).isFalse();
        assertThat(reply.status()).isEqualTo(503);
        assertThat(learnt(call)).containsExactly("opened", "undecided");
    }

    @Test
    void our_wallets_are_asked_by_did_and_learn_why_they_are_asked() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        assertThat(asked.clientId().prefix()).isEqualTo(ClientIdPrefix.DECENTRALIZED_IDENTIFIER);
        assertThat(asked.responseMode()).isEqualTo(ResponseMode.DIRECT_POST_JWT);
        assertThat(asked.verifierInfo())
                .singleElement()
                .isEqualTo(Json.parse(
                        "{\"format\":\"countersign_consent\",\"data\":{\"challenge\":\"" + call.reference() + "\"}}"));
    }

    @Test
    void haip_wallets_are_asked_by_the_hash_of_our_certificate() {
        var call = scene.asks(WalletProfile.HAIP);
        var asked = scene.opens(call);
        assertThat(asked.clientId().prefix()).isEqualTo(ClientIdPrefix.X509_HASH);
        assertStillAnswerable(call, asked);
    }

    @Test
    void plain_wallets_are_asked_by_the_name_in_our_certificate() {
        var call = scene.asks(WalletProfile.PLAIN);
        var asked = scene.opens(call);
        assertThat(asked.clientId()).hasToString("x509_san_dns:localhost");
        assertStillAnswerable(call, asked);
    }

    @Test
    void a_request_object_can_be_fetched_again_and_asks_the_same() {
        var call = scene.asks(WalletProfile.OWN);
        Jws first = scene.fetches(call);
        Jws second = scene.fetches(call);
        assertThat(first.claims().get("nonce")).isEqualTo(second.claims().get("nonce"));
        assertThat(first.claims().path("aud").asText()).isEqualTo("https://self-issued.me/v2");
        assertThat(learnt(call)).containsExactly("opened");
    }

    @Test
    void every_request_has_its_own_key_nonce_and_names_that_tell_nothing_of_one_another() {
        var one = scene.asks(WalletProfile.OWN);
        var other = scene.asks(WalletProfile.OWN);
        var first = scene.opens(one);
        var second = scene.opens(other);
        assertThat(first.clientMetadata().encryptionKeys())
                .isNotEqualTo(second.clientMetadata().encryptionKeys());
        assertThat(first.nonce()).isNotEqualTo(second.nonce());
        assertThat(first.state()).isNotEqualTo(second.state());
        assertThat(one.started().walletUri().toString())
                .doesNotContain(one.started().id().value());
        assertThat(first.toJson().toString()).doesNotContain(one.started().id().value());
    }

    @Test
    void a_refusal_reaches_the_recipient() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        var no = new AuthorizationResponse.Declined(asked.state(), "access_denied", Optional.empty());
        assertThat(scene.posts(asked, no).status()).isEqualTo(200);
        assertThat(learnt(call)).containsExactly("opened", "access_denied");
        assertNotAnswer(scene.posts(asked, scene.answer(asked)));
    }

    @Test
    void a_recipient_may_send_the_user_agent_somewhere() {
        var call = scene.asks(WalletProfile.PLAIN);
        var asked = scene.opens(call);
        scene.recipient()
                .willJudge(
                        call.reference(),
                        any -> new Judgement.Accepted(Optional.of(URI.create("https://bank.example/read_back/1"))));
        assertThat(scene.posts(asked, scene.answer(asked))
                        .body()
                        .path("redirect_uri")
                        .asText())
                .isEqualTo("https://bank.example/read_back/1");
    }

    @Test
    void an_answer_given_twice_is_judged_once() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        var answer = scene.answer(asked);
        assertThat(scene.posts(asked, answer).status()).isEqualTo(200);
        assertNotAnswer(scene.posts(asked, answer));
        assertThat(learnt(call)).containsExactly("opened", "judged");
    }

    @Test
    void an_attempt_that_the_recipient_does_not_take_may_be_repeated() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        scene.recipient()
                .willJudge(
                        call.reference(),
                        any -> new Judgement.TryAgain(
                                "wrong_number", "Another number.", Json.object().put("attempts_left", 2)));
        var first = scene.posts(asked, scene.answer(asked));
        assertThat(first.status()).isEqualTo(400);
        assertThat(first.error()).isEqualTo("wrong_number");
        assertThat(first.body().path("attempts_left").intValue()).isEqualTo(2);
        scene.recipient().willJudge(call.reference(), any -> new Judgement.Accepted(Optional.empty()));
        assertThat(scene.posts(asked, scene.answer(asked)).status()).isEqualTo(200);
    }

    @Test
    void a_recipient_that_refuses_ends_the_request() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        scene.recipient().willJudge(call.reference(), any -> new Judgement.Refused("access_denied", "Somebody else."));
        assertThat(scene.posts(asked, scene.answer(asked)).error()).isEqualTo("access_denied");
        assertNotAnswer(scene.posts(asked, scene.answer(asked)));
    }

    @Test
    void an_answer_after_the_deadline_is_late_and_never_judged() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        expire(call);
        assertNotAnswer(scene.posts(asked, scene.answer(asked)));
        assertThat(learnt(call)).containsExactly("opened");
        assertThat(scene.sends(HttpRequest.newBuilder(call.requestUri()).build())
                        .status())
                .isEqualTo(410);
    }

    private void expire(Call call) {
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                        "update presentation_transaction set expires_at = ?1 where reference = ?2")
                .setParameter(1, clock.instant())
                .setParameter(2, call.reference())
                .executeUpdate());
    }

    @Test
    void a_cancelled_request_can_be_neither_fetched_nor_answered() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        QuarkusTransaction.requiringNew()
                .run(() -> cancelPresentation.cancel(call.started().id()));
        assertNotAnswer(scene.posts(asked, scene.answer(asked)));
        assertThat(scene.sends(HttpRequest.newBuilder(call.requestUri()).build())
                        .status())
                .isEqualTo(410);
        assertThat(learnt(call)).containsExactly("opened");
    }

    @Test
    void what_was_asked_is_forgotten_when_it_is_over() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        assertThat(new String(sealed(call), StandardCharsets.ISO_8859_1)).doesNotContain("given_name");
        scene.posts(asked, scene.answer(asked));
        assertThat(sealed(call)).isNull();
    }

    private byte[] sealed(Call call) {
        return QuarkusTransaction.requiringNew().call(() -> (byte[]) entities.createNativeQuery(
                        "select sealed from presentation_transaction where reference = ?1", byte[].class)
                .setParameter(1, call.reference())
                .getResultList()
                .get(0));
    }

    @Test
    void expired_requests_are_swept_after_a_grace() {
        var call = scene.asks(
                WalletProfile.OWN,
                clock.instant().minus(SweepTransactions.GRACE).minusSeconds(1));
        var waiting = scene.asks(WalletProfile.OWN);
        assertThat(sweepTransactions.sweep()).isPositive();
        assertThat(scene.sends(HttpRequest.newBuilder(call.requestUri()).build())
                        .status())
                .isEqualTo(404);
        assertThat(scene.opens(waiting)).isNotNull();
    }

    @Test
    void an_answer_made_for_another_request_is_rejected_as_replay() {
        var first = scene.opens(scene.asks(WalletProfile.OWN));
        var call = scene.asks(WalletProfile.OWN);
        var second = scene.opens(call);
        var replayed = new AuthorizationResponse.Presented(
                second.state(), scene.answer(first).token());
        assertNotAnswer(scene.posts(second, replayed));
        assertThat(learnt(call)).containsExactly("opened", "wrong-nonce");
    }

    @Test
    void an_answer_posted_to_another_request_s_address_is_no_answer_there() {
        var first = scene.opens(scene.asks(WalletProfile.OWN));
        var call = scene.asks(WalletProfile.OWN);
        var second = scene.opens(call);
        assertNotAnswer(scene.posts(second, DirectPost.form(first, scene.answer(first))));
        assertStillAnswerable(call, second);
    }

    @Test
    void a_stolen_credential_under_the_thief_s_key_is_rejected() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        assertNotAnswer(
                scene.posts(asked, scene.presents(asked, scene.credential(scene.claims()), MALLORY, GIVEN_NAME)));
        assertThat(learnt(call)).containsExactly("opened", "holder-binding-invalid");
    }

    @Test
    void an_issuer_that_nobody_trusts_is_rejected() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        var foreign = scene.credential(scene.claims().put("iss", "https://evil.example"));
        assertNotAnswer(scene.posts(asked, scene.presents(asked, foreign, GIVEN_NAME)));
        assertThat(learnt(call)).containsExactly("opened", "issuer-not-trusted");
    }

    @Test
    void an_unreachable_status_list_is_undecided_and_discloses_nothing() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        ObjectNode claims = scene.claims();
        // Port 1 of this machine: nobody listens there.
        claims.set("status", new StatusReference(URI.create("http://127.0.0.1:1/lists/1"), 0).toJson());
        var reply = scene.posts(asked, scene.presents(asked, scene.credential(claims), GIVEN_NAME));
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.error()).isEqualTo("temporarily_unavailable");
        assertThat(learnt(call)).containsExactly("opened", "undecided");
    }

    @Test
    void an_answer_in_the_clear_is_no_answer_where_encryption_was_asked() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        var plain = new FormParameters(Map.of(
                "vp_token", scene.answer(asked).token().toJson().toString(),
                "state", asked.state().orElseThrow().value()));
        assertNotAnswer(scene.posts(asked, plain));
        assertStillAnswerable(call, asked);
    }

    @Test
    void an_answer_encrypted_to_another_key_or_under_another_name_is_no_answer() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        var key = asked.clientMetadata().encryptionKeys().get(0);
        var other = EphemeralEncryptionKey.generate().publicJwk();
        byte[] payload = Json.print(scene.answer(asked).toJson());
        for (var wrong : List.of(other, other.withKeyId(key.keyId().orElseThrow()), key.withKeyId("another"))) {
            String jwe = Jwe.encrypt(payload, wrong, ContentEncryption.A256GCM);
            assertNotAnswer(scene.posts(asked, new FormParameters(Map.of("response", jwe))));
        }
        assertStillAnswerable(call, asked);
    }

    @Test
    void garbage_in_any_place_is_no_answer_and_spoils_nothing() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        var key = asked.clientMetadata().encryptionKeys().get(0);
        for (String response : List.of(
                "x",
                "a.b.c.d.e",
                "e30.e30.e30",
                "....",
                "e30.=.e30.e30.e30",
                Jwe.encrypt("not json".getBytes(StandardCharsets.UTF_8), key, ContentEncryption.A128GCM),
                Jwe.encrypt(Json.print(Json.parse("[]")), key, ContentEncryption.A128GCM),
                Jwe.encrypt(Json.print(Json.parse("{\"vp_token\":\"x\"}")), key, ContentEncryption.A128GCM))) {
            assertNotAnswer(scene.posts(asked, new FormParameters(Map.of("response", response))));
        }
        assertNotAnswer(scene.posts(asked, new FormParameters(Map.of())));
        assertStillAnswerable(call, asked);
    }

    @Test
    void a_presentation_that_is_no_sd_jwt_is_judged_and_rejected() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        var nonsense = new AuthorizationResponse.Presented(
                asked.state(), new VpToken(Map.of("customer", List.of("e30.e30.e30"))));
        assertNotAnswer(scene.posts(asked, nonsense));
        assertThat(learnt(call)).containsExactly("opened", "malformed");
    }

    @Test
    void nothing_but_form_encoding_is_read() {
        var asked = scene.opens(scene.asks(WalletProfile.OWN));
        for (String type : List.of("application/json", "text/plain", "multipart/form-data; boundary=x")) {
            var reply = scene.sends(HttpRequest.newBuilder(asked.responseUri().uri())
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build());
            assertThat(reply.status()).as(type).isEqualTo(415);
            assertThat(reply.error()).isEqualTo("invalid_request");
        }
    }

    @Test
    void a_body_beyond_the_bound_is_refused() {
        var call = scene.asks(WalletProfile.OWN);
        var asked = scene.opens(call);
        String oversized = "response=" + "x".repeat(600_000);
        var reply = scene.sends(HttpRequest.newBuilder(asked.responseUri().uri())
                .header("Content-Type", FormParameters.MEDIA_TYPE)
                .POST(HttpRequest.BodyPublishers.ofString(oversized))
                .build());
        assertThat(reply.status()).isEqualTo(413);
        var fetch = scene.sends(HttpRequest.newBuilder(call.requestUri())
                .header("Content-Type", FormParameters.MEDIA_TYPE)
                .POST(HttpRequest.BodyPublishers.ofString("wallet_metadata=" + "x".repeat(70_000)))
                .build());
        assertThat(fetch.status()).isEqualTo(413);
        assertStillAnswerable(call, asked);
    }

    @Test
    void a_parameter_that_comes_twice_is_refused() {
        var asked = scene.opens(scene.asks(WalletProfile.OWN));
        var reply = scene.sends(HttpRequest.newBuilder(asked.responseUri().uri())
                .header("Content-Type", FormParameters.MEDIA_TYPE)
                .POST(HttpRequest.BodyPublishers.ofString("response=a&response=b"))
                .build());
        assertNotAnswer(reply);
    }

    @Test
    void a_request_nobody_made_is_unknown() {
        var call = scene.asks(WalletProfile.OWN);
        String unknown = call.requestUri().toString().replaceAll("[^/]+$", "unknown");
        assertThat(scene.sends(HttpRequest.newBuilder(URI.create(unknown)).build())
                        .status())
                .isEqualTo(404);
        String answers = unknown.replace("/requests/", "/responses/");
        assertThat(scene.sends(HttpRequest.newBuilder(URI.create(answers))
                                .header("Content-Type", FormParameters.MEDIA_TYPE)
                                .POST(HttpRequest.BodyPublishers.ofString("error=x"))
                                .build())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_wallet_nonce_without_end_is_refused() {
        var call = scene.asks(WalletProfile.OWN);
        var reply = scene.sends(HttpRequest.newBuilder(call.requestUri())
                .header("Content-Type", FormParameters.MEDIA_TYPE)
                .POST(HttpRequest.BodyPublishers.ofString("wallet_nonce=" + "x".repeat(5_000)))
                .build());
        assertNotAnswer(reply);
    }

    @Test
    void a_link_never_holds_more_than_who_asks_and_where_to_ask() {
        var link = (WalletInvocation.ByReference) scene.asks(WalletProfile.OWN).invocation();
        assertThat(link.toUri().toString()).hasSizeLessThan(512).doesNotContain("given_name");
        assertThat(scene.judges(scene.asks(WalletProfile.OWN))).isInstanceOf(Verification.Verified.class);
    }
}
