package dev.countersign.protocol.openid4vp;

import static dev.countersign.protocol.openid4vp.Actors.BANK_KEY;
import static dev.countersign.protocol.openid4vp.Actors.CLOCK;
import static dev.countersign.protocol.openid4vp.Actors.MALLORY;
import static dev.countersign.protocol.openid4vp.Actors.NOW;
import static dev.countersign.protocol.openid4vp.Actors.asks;
import static dev.countersign.protocol.openid4vp.Actors.nameQuery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.openid4vp.RequestObjectVerifier.Fetched;
import dev.countersign.protocol.sdjwt.Nonce;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RequestObjectTest {
    private static final String KEY = "did:web:bank.example#v-1";
    private static final AuthorizationRequest ASKED = asks(nameQuery());
    private static final WalletInvocation.ByReference LINK = new WalletInvocation.ByReference(
            Actors.BANK.toString(), URI.create("https://bank.example/openid4vp/requests/1"), RequestUriMethod.GET);
    private static final DidKeys DIDS = url -> url.equals(KEY)
            ? Verification.verified(BANK_KEY.getPublic())
            : Verification.rejected(RejectionReason.CLIENT_INVALID, "no such key");

    private static Jws signed(Optional<WalletNonce> nonce) {
        return RequestObject.sign(
                ASKED,
                new RequestObject.Validity(NOW, NOW.plusSeconds(90)),
                nonce,
                new RequestSigner.ByDid(JwsSigner.of(BANK_KEY), KEY));
    }

    private static Verification<AuthorizationRequest> judge(String requestObject) {
        return verifier(DIDS, RequestPolicy.strict())
                .verify(LINK, Optional.empty(), new Fetched(RequestObject.MEDIA_TYPE, requestObject));
    }

    private static RequestObjectVerifier verifier(DidKeys dids, RequestPolicy policy) {
        return new RequestObjectVerifier(dids, Set.of(), CLOCK, policy);
    }

    /** A request object signed with the bank's key, whose claims the test wrote. */
    private static String forged(ObjectNode changes) {
        ObjectNode claims = signed(Optional.empty()).claims();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                claims.remove(change.getKey());
            } else {
                claims.set(change.getKey(), change.getValue());
            }
        });
        ObjectNode header = Json.object().put("typ", RequestObject.TYPE).put("kid", KEY);
        return Jws.sign(header, Json.print(claims), JwsSigner.of(BANK_KEY)).compact();
    }

    private static void assertRejected(Verification<?> outcome, RejectionReason reason) {
        assertThat(outcome).isInstanceOfSatisfying(Verification.Rejected.class, no -> assertThat(no.reason())
                .isEqualTo(reason));
    }

    @Test
    void the_wallet_reads_what_the_bank_asked() {
        assertThat(judge(signed(Optional.empty()).compact())).isEqualTo(Verification.verified(ASKED));
    }

    @Test
    void a_request_that_was_printed_is_read_back() {
        assertThat(AuthorizationRequest.parse(ASKED.toJson())).isEqualTo(ASKED);
        assertThat(AuthorizationRequest.parse(ASKED.toParameters())).isEqualTo(ASKED);
    }

    @Test
    void the_nonce_that_a_wallet_sent_along_must_come_back() {
        var sent = Optional.of(WalletNonce.parse("wallet-nonce-1"));
        var verifier = verifier(DIDS, RequestPolicy.strict());
        var fresh = new Fetched(RequestObject.MEDIA_TYPE, signed(sent).compact());
        var recorded =
                new Fetched(RequestObject.MEDIA_TYPE, signed(Optional.empty()).compact());
        assertThat(verifier.verify(LINK, sent, fresh)).isEqualTo(Verification.verified(ASKED));
        assertRejected(verifier.verify(LINK, sent, recorded), RejectionReason.REPLAYED);
        assertRejected(
                verifier.verify(LINK, Optional.of(WalletNonce.parse("wallet-nonce-2")), fresh),
                RejectionReason.REPLAYED);
    }

    @Test
    void a_request_signed_with_the_attacker_s_key_under_the_bank_s_name_is_rejected() {
        var claims = signed(Optional.empty()).claims();
        var header = Json.object().put("typ", RequestObject.TYPE).put("kid", KEY);
        var forged = Jws.sign(header, Json.print(claims), JwsSigner.of(MALLORY));
        assertRejected(judge(forged.compact()), RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void a_did_that_cannot_be_resolved_now_leaves_it_undecided() {
        var verifier = verifier(
                url -> Verification.undecided(Dependency.DID_DOCUMENT, Duration.ofSeconds(5)), RequestPolicy.strict());
        assertThat(verifier.verify(
                        LINK,
                        Optional.empty(),
                        new Fetched(
                                RequestObject.MEDIA_TYPE,
                                signed(Optional.empty()).compact())))
                .isEqualTo(Verification.undecided(Dependency.DID_DOCUMENT, Duration.ofSeconds(5)));
    }

    @Test
    void a_request_is_refused_from_the_very_second_it_expires() {
        assertRejected(judge(forged(Json.object().put("exp", NOW.getEpochSecond()))), RejectionReason.EXPIRED);
        assertThat(judge(forged(Json.object().put("exp", NOW.getEpochSecond() + 1))))
                .isInstanceOf(Verification.Verified.class);
    }

    @Test
    void a_request_from_the_future_is_refused() {
        assertRejected(
                judge(forged(Json.object().put("iat", NOW.getEpochSecond() + 600))), RejectionReason.NOT_YET_VALID);
        assertRejected(
                judge(forged(Json.object().put("nbf", NOW.getEpochSecond() + 600))), RejectionReason.NOT_YET_VALID);
    }

    @Test
    void a_request_meant_for_another_wallet_is_refused() {
        assertRejected(
                judge(forged(Json.object().put("aud", "https://wallet.example"))), RejectionReason.WRONG_AUDIENCE);
        assertRejected(judge(forged((ObjectNode) Json.parse("{\"aud\":null}"))), RejectionReason.WRONG_AUDIENCE);
    }

    @Test
    void a_page_that_calls_itself_something_else_than_a_request_object_is_refused() {
        var outcome = verifier(DIDS, RequestPolicy.strict())
                .verify(
                        LINK,
                        Optional.empty(),
                        new Fetched("text/html", signed(Optional.empty()).compact()));
        assertRejected(outcome, RejectionReason.WRONG_TYPE);
    }

    @Test
    void transaction_data_that_the_wallet_cannot_show_refuses_the_whole_request() {
        ObjectNode data = Json.object().put("type", "urn:example:unknown");
        data.putArray("credential_ids").add("customer");
        var encoded =
                dev.countersign.protocol.transaction.TransactionData.of(data).encoded();
        ObjectNode changes = Json.object();
        changes.putArray("transaction_data").add(encoded);
        assertRejected(judge(forged(changes)), RejectionReason.TRANSACTION_DATA_MISMATCH);
    }

    @Test
    void plain_http_is_for_development_only_and_must_be_said_aloud() {
        var link = new WalletInvocation.ByReference(
                Actors.BANK.toString(), URI.create("http://localhost:8080/requests/1"), RequestUriMethod.GET);
        var body = new Fetched(
                RequestObject.MEDIA_TYPE, forged(Json.object().put("response_uri", "http://localhost:8080/r")));
        assertRejected(
                verifier(DIDS, RequestPolicy.strict()).verify(link, Optional.empty(), body),
                RejectionReason.CLIENT_INVALID);
        assertThat(verifier(DIDS, RequestPolicy.strict().allowingLoopbackHttp()).verify(link, Optional.empty(), body))
                .isInstanceOf(Verification.Verified.class);
        assertThatThrownBy(() -> ResponseUri.parse("http://bank.example/r"))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void an_unsigned_request_is_taken_from_its_own_response_uri_only() {
        var verifier = verifier(DIDS, RequestPolicy.strict());
        var own = unsigned(ClientId.parse("redirect_uri:" + Actors.ANSWERS.text()));
        var link = WalletInvocation.parse(
                new WalletInvocation.Unsigned(own).toUri().toString());
        assertThat(link).isEqualTo(new WalletInvocation.Unsigned(own));
        assertThat(verifier.verify((WalletInvocation.Unsigned) link)).isEqualTo(Verification.verified(own));
        assertRejected(
                verifier.verify(new WalletInvocation.Unsigned(unsigned(Actors.BANK))),
                RejectionReason.SIGNATURE_INVALID);
        assertRejected(
                verifier(DIDS, RequestPolicy.haip()).verify(new WalletInvocation.Unsigned(own)),
                RejectionReason.CLIENT_INVALID);
        assertThatThrownBy(() -> unsigned(ClientId.parse("redirect_uri:https://evil.example/r")))
                .isInstanceOf(MalformedInputException.class);
    }

    private static AuthorizationRequest unsigned(ClientId clientId) {
        return new AuthorizationRequest(
                clientId,
                ResponseMode.DIRECT_POST,
                Actors.ANSWERS,
                Nonce.random(RandomSource.secure()),
                Optional.of(State.parse("s")),
                nameQuery(),
                List.of(),
                ClientMetadata.unencrypted(),
                List.of());
    }

    @Test
    void a_link_that_was_made_is_read_back() {
        var post = new WalletInvocation.ByReference(LINK.clientId(), LINK.requestUri(), RequestUriMethod.POST);
        for (WalletInvocation link : List.of(LINK, post, new WalletInvocation.ByValue("a:b", "x.y.z"))) {
            assertThat(WalletInvocation.parse(link.toUri().toString())).isEqualTo(link);
        }
        assertThat(LINK.toUri()).hasScheme("openid4vp");
    }

    @Test
    void a_link_with_two_ways_to_the_request_or_an_unknown_method_is_malformed() {
        for (String link : List.of(
                "openid4vp://?client_id=a&request=x.y.z&request_uri=https%3A%2F%2Fb.example",
                "openid4vp://?client_id=a&request_uri=https%3A%2F%2Fb.example&request_uri_method=PUT",
                "openid4vp://?client_id=a&request_uri=https%3A%2F%2Fb.example&request_uri_method=POST",
                "openid4vp://?client_id=a&request=x.y.z&request_uri_method=post",
                "openid4vp://?request_uri=https%3A%2F%2Fb.example",
                "openid4vp://?client_id=a&client_id=b&request_uri=https%3A%2F%2Fb.example",
                "openid4vp://?client_id=a&request_uri=http%3A%2F%2Fb.example",
                "openid4vp://?client_id=a&request_uri=https%3A%2F%2Fa%40b.example",
                "openid4vp://?client_id=a&request_uri=file%3A%2F%2F%2Fetc%2Fpasswd",
                "openid4vp://",
                "%")) {
            assertThatThrownBy(() -> WalletInvocation.parse(link)).as(link).isInstanceOf(MalformedInputException.class);
        }
    }

    @Test
    void haip_takes_nothing_but_certificates_by_hash() {
        assertRejected(
                verifier(DIDS, RequestPolicy.haip())
                        .verify(
                                LINK,
                                Optional.empty(),
                                new Fetched(
                                        RequestObject.MEDIA_TYPE,
                                        signed(Optional.empty()).compact())),
                RejectionReason.CLIENT_INVALID);
    }

    @Property(tries = 200)
    void a_request_object_with_any_bit_flipped_is_never_verified(
            @ForAll @IntRange(max = 100_000) int place, @ForAll @IntRange(max = 6) int bit) {
        char[] flipped = signed(Optional.empty()).compact().toCharArray();
        flipped[place % flipped.length] ^= (char) (1 << bit);
        assertThat(judge(new String(flipped))).isInstanceOf(Verification.Rejected.class);
    }

    @Property
    void any_link_is_read_or_malformed_and_nothing_else(@ForAll String text) {
        try {
            WalletInvocation.parse("openid4vp://?" + text);
        } catch (MalformedInputException expected) {
            assertThat(expected).hasMessageContaining(":");
        }
    }
}
