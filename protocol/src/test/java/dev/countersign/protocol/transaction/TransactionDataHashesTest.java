package dev.countersign.protocol.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.transaction.StrongAuthentication.Category;
import dev.countersign.protocol.transaction.StrongAuthentication.Factor;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TransactionDataHashesTest {
    private static final TransactionData TEN_EUROS = data("ten euros", "sha-256");
    private static final TransactionData ADDRESS = data("new address", "sha-512", "sha-256");
    private static final TransactionData PLAIN = data("plain");

    @Test
    void what_the_wallet_claims_satisfies_the_verifier() {
        var asked = List.of(TEN_EUROS, ADDRESS, PLAIN);
        assertThat(check(asked, TransactionDataHashes.claims(asked))).isEqualTo(Verification.verified(asked));
    }

    @Test
    void a_function_other_than_the_default_is_used_when_all_accept_it() {
        var claims = TransactionDataHashes.claims(List.of(ADDRESS));
        assertThat(claims.get("transaction_data_hashes_alg").textValue()).isEqualTo("sha-512");
        assertThat(check(List.of(ADDRESS), claims)).isInstanceOf(Verification.Verified.class);
    }

    @Test
    void authorising_less_than_was_asked_is_rejected() {
        assertThat(check(List.of(TEN_EUROS, ADDRESS), TransactionDataHashes.claims(List.of(TEN_EUROS))))
                .isInstanceOf(Verification.Rejected.class);
    }

    @Test
    void authorising_with_a_credential_that_was_not_asked_is_rejected() {
        var claims = TransactionDataHashes.claims(List.of(TEN_EUROS));
        assertThat(TransactionDataHashes.check(List.of(TEN_EUROS), Map.of("other", List.of(claims))))
                .isInstanceOf(Verification.Rejected.class);
    }

    @Test
    void the_same_hash_twice_is_rejected() {
        ObjectNode claims = TransactionDataHashes.claims(List.of(TEN_EUROS));
        claims.withArray("transaction_data_hashes").add(claims.at("/transaction_data_hashes/0"));
        assertThat(check(List.of(TEN_EUROS), claims)).isInstanceOf(Verification.Rejected.class);
    }

    @Test
    void a_hash_function_that_was_not_offered_or_not_echoed_is_rejected() {
        ObjectNode stronger = TransactionDataHashes.claims(List.of(ADDRESS));
        ObjectNode silent = TransactionDataHashes.claims(List.of(TEN_EUROS));
        silent.remove("transaction_data_hashes_alg");
        assertThat(check(List.of(TEN_EUROS), silent)).isInstanceOf(Verification.Rejected.class);
        assertThat(check(List.of(TEN_EUROS), stronger)).isInstanceOf(Verification.Rejected.class);
        ObjectNode unknown = TransactionDataHashes.claims(List.of(TEN_EUROS));
        unknown.put("transaction_data_hashes_alg", "md5");
        assertThat(check(List.of(TEN_EUROS), unknown)).isInstanceOf(Verification.Rejected.class);
    }

    @Test
    void one_of_two_credentials_suffices_when_either_may_authorise() {
        var either = TransactionData.of(json("either", "sha-256", "sca", "pid"));
        var answers =
                Map.of("sca", List.of(Json.object()), "pid", List.of(TransactionDataHashes.claims(List.of(either))));
        assertThat(TransactionDataHashes.check(List.of(either), answers)).isInstanceOf(Verification.Verified.class);
    }

    @Test
    void strong_authentication_is_read_back() {
        var authentication = new StrongAuthentication(
                "code",
                List.of(
                        new Factor(Category.KNOWLEDGE, "pin_6_or_more_digits"),
                        new Factor(Category.POSSESSION, "key_in_local_native_wscd")));
        assertThat(StrongAuthentication.verify(authentication.claims("direct_post.jwt"), "direct_post.jwt"))
                .isEqualTo(Verification.verified(authentication));
        assertThat(StrongAuthentication.verify(authentication.claims("direct_post"), "direct_post.jwt"))
                .isInstanceOf(Verification.Rejected.class);
    }

    @Test
    void two_factors_of_one_category_are_one_factor() {
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> new StrongAuthentication(
                        "code", List.of(new Factor(Category.KNOWLEDGE, "a"), new Factor(Category.KNOWLEDGE, "b"))));
    }

    @Property
    void a_string_that_is_no_transaction_data_is_malformed_and_nothing_else(@ForAll String text) {
        assertThatExceptionOfType(MalformedInputException.class).isThrownBy(() -> TransactionData.parse(text));
    }

    private static Verification<List<TransactionData>> check(List<TransactionData> asked, ObjectNode claims) {
        return TransactionDataHashes.check(asked, Map.of("sca", List.of(claims)));
    }

    private static TransactionData data(String what, String... algorithms) {
        ObjectNode json = Json.object().put("type", "test").put("what", what);
        json.putArray("credential_ids").add("sca");
        if (algorithms.length > 0) {
            var offered = json.putArray("transaction_data_hashes_alg");
            for (String algorithm : algorithms) {
                offered.add(algorithm);
            }
        }
        return TransactionData.of(json);
    }

    private static ObjectNode json(String what, String algorithm, String... ids) {
        ObjectNode json = Json.object().put("type", "test").put("what", what);
        var credentials = json.putArray("credential_ids");
        for (String id : ids) {
            credentials.add(id);
        }
        json.putArray("transaction_data_hashes_alg").add(algorithm);
        return json;
    }
}
