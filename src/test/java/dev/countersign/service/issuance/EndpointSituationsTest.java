package dev.countersign.service.issuance;

import static dev.countersign.service.issuance.IssuingBank.BANK_CUSTOMER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.FormParameters.Pair;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.openid4vci.NotificationRequest;
import dev.countersign.protocol.openid4vci.OpenId4Vci;
import dev.countersign.protocol.openid4vci.TokenRequest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The own-made vectors that describe a situation at an endpoint in words, played against the running service.
 *
 * <p>A situation that no scenario plays is skipped with its words. Not played on purpose: the deferred endpoint (every
 * credential is issued at once) and the authorization_code grant (not offered; answered {@code unsupported_grant_type}).
 */
@QuarkusTest
class EndpointSituationsTest {
    private static final Path VECTORS = Path.of(System.getProperty("countersign.vectors", "../../shared/vectors"));

    @Inject
    IssuingBank bank;

    @Inject
    EntityManager database;

    @Inject
    Clock clock;

    static Stream<Arguments> tokenSituations() {
        return situations("own-token-errors.json");
    }

    static Stream<Arguments> credentialSituations() {
        return situations("own-credential-endpoint.json");
    }

    private static Stream<Arguments> situations(String file) {
        Path path = VECTORS.resolve("openid4vci").resolve(file);
        if (!Files.exists(path)) {
            return Stream.of(Arguments.of(file, "test vectors are absent", "", ""));
        }
        try {
            JsonNode cases = new ObjectMapper().readTree(path.toFile());
            return StreamSupport.stream(cases.spliterator(), false)
                    .map(one -> Arguments.of(
                            one.path("id").asText(),
                            one.path("situation").asText(),
                            one.path("http_status").asText(),
                            one.path("error").isNull() ? "" : one.path("error").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("tokenSituations")
    void the_token_endpoint_answers_as_the_standard_says(String id, String situation, String status, String error) {
        play(tokenScenarios(), situation, status, error);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("credentialSituations")
    void the_other_endpoints_answer_as_the_standard_says(String id, String situation, String status, String error) {
        play(credentialScenarios(), situation, status, error);
    }

    private static void play(Map<String, Supplier<Response>> scenarios, String situation, String status, String error) {
        assumeTrue(scenarios.containsKey(situation), "no scenario plays: " + situation);
        Response answer = scenarios.get(situation).get();
        if (status.equals("fault")) {
            // A wallet would call the answer faulty: ours must not give it reason to.
            assertThat(answer.header("Cache-Control")).contains("no-store");
            return;
        }
        assertThat(answer.statusCode()).hasToString(status);
        if (answer.contentType().startsWith("application/json") && answer.statusCode() >= 400) {
            assertThat(answer.<String>path("error")).isEqualTo(error);
        } else {
            assertThat(error).isEmpty();
        }
    }

    private Map<String, Supplier<Response>> tokenScenarios() {
        var wallet = bank.wallet();
        Map<String, Supplier<Response>> scenarios = new HashMap<>();
        scenarios.put("valid code and tx_code", () -> redeem(wallet, bank.offer(bank.customer())));
        scenarios.put("tx_code expected, not sent", () -> {
            var offered = bank.offer(bank.customer());
            return wallet.redeem(wallet.scan(offered.link()), Optional.empty());
        });
        scenarios.put("tx_code sent, not expected", () -> {
            var offered = IssuingBank.offered(
                    bank.post(bank.customer(), IssuingBank.wish().put("tx_code", false)));
            return wallet.redeem(wallet.scan(offered.link()), Optional.of("123456"));
        });
        scenarios.put("wrong tx_code", () -> {
            var offered = bank.offer(bank.customer());
            return wallet.redeem(wallet.scan(offered.link()), Optional.of(offered.txCode() + "0"));
        });
        scenarios.put(
                "unknown pre-authorized_code",
                () -> wallet.token(new TokenRequest("unknown", Optional.of("123456"), List.of()).toForm()));
        scenarios.put("expired pre-authorized_code", () -> {
            var offered = bank.offer(bank.customer());
            var offer = wallet.scan(offered.link());
            expire("expires_at", offered.id());
            return wallet.redeem(offer, Optional.of(offered.txCode()));
        });
        scenarios.put("right tx_code after the attempt limit was reached", () -> {
            var offered = bank.offer(bank.customer());
            var offer = wallet.scan(offered.link());
            for (int i = 0; i < Offers.MAX_TX_CODE_ATTEMPTS; i++) {
                wallet.redeem(offer, Optional.of(offered.txCode() + "0"));
            }
            return wallet.redeem(offer, Optional.of(offered.txCode()));
        });
        Supplier<Response> twice = () -> {
            var offered = bank.offer(bank.customer());
            var offer = wallet.scan(offered.link());
            wallet.redeem(offer, Optional.of(offered.txCode()));
            return wallet.redeem(offer, Optional.of(offered.txCode()));
        };
        scenarios.put("pre-authorized_code used before", twice);
        scenarios.put("used pre-authorized_code", twice);
        scenarios.put("reused pre-authorized_code", twice);
        scenarios.put(
                "pre-authorized_code missing",
                () -> wallet.token(CustomersWallet.form(
                        new Pair("grant_type", OpenId4Vci.PRE_AUTHORIZED_CODE_GRANT), new Pair("tx_code", "123456"))));
        scenarios.put(
                "parameter repeated",
                () -> wallet.token(CustomersWallet.form(
                        new Pair("grant_type", OpenId4Vci.PRE_AUTHORIZED_CODE_GRANT),
                        new Pair("pre-authorized_code", "a"),
                        new Pair("pre-authorized_code", "a"))));
        scenarios.put(
                "unknown grant_type", () -> wallet.token(CustomersWallet.form(new Pair("grant_type", "password"))));
        scenarios.put("authorization_details with an unknown configuration", () -> {
            var offered = bank.offer(bank.customer());
            String code =
                    wallet.scan(offered.link()).preAuthorized().orElseThrow().code();
            return wallet.token(new TokenRequest(code, Optional.of(offered.txCode()), List.of("unknown")).toForm());
        });
        return scenarios;
    }

    private Map<String, Supplier<Response>> credentialScenarios() {
        var wallet = bank.wallet();
        Map<String, Supplier<Response>> scenarios = new HashMap<>();
        scenarios.put(
                "no access token",
                () -> given().contentType("application/json").body("{}").post("/openid4vci/credential"));
        scenarios.put("expired access token", () -> {
            var offered = bank.offer(bank.customer());
            String token = redeem(wallet, offered).path("access_token");
            expire("token_expires_at", offered.id());
            return wallet.credential(token, request(wallet, 1));
        });
        scenarios.put(
                "both identifiers",
                () -> wallet.credential(token(wallet), request(wallet, 1).put("credential_identifier", BANK_CUSTOMER)));
        scenarios.put("neither identifier", () -> {
            ObjectNode request = request(wallet, 1);
            request.remove("credential_configuration_id");
            return wallet.credential(token(wallet), request);
        });
        scenarios.put(
                "credential_configuration_id although credential_identifiers were returned",
                () -> wallet.credential(tokenWithIdentifiers(wallet), request(wallet, 1)));
        scenarios.put("unknown credential_identifier", () -> {
            ObjectNode request = request(wallet, 1).put("credential_identifier", "unknown");
            request.remove("credential_configuration_id");
            return wallet.credential(tokenWithIdentifiers(wallet), request);
        });
        scenarios.put(
                "unknown credential_configuration_id",
                () -> wallet.credential(
                        token(wallet), request(wallet, 1).put("credential_configuration_id", "unknown")));
        scenarios.put("proofs missing although required", () -> {
            ObjectNode request = request(wallet, 1);
            request.remove("proofs");
            return wallet.credential(token(wallet), request);
        });
        scenarios.put("proofs.jwt empty", () -> wallet.credential(token(wallet), request(wallet, 0)));
        scenarios.put("proofs.jwt longer than batch_size", () -> wallet.credential(token(wallet), request(wallet, 11)));
        scenarios.put("credential_response_encryption in an unencrypted request", () -> {
            ObjectNode request = request(wallet, 1);
            request.putObject("credential_response_encryption").put("enc", "A128GCM");
            return wallet.credential(token(wallet), request);
        });
        scenarios.put("request denied", () -> {
            String token = token(wallet);
            wallet.credential(token, request(wallet, 1));
            return wallet.credential(token, request(wallet, 1));
        });
        scenarios.put("notification: valid", () -> {
            String token = token(wallet);
            String id = wallet.credential(token, request(wallet, 1)).path("notification_id");
            return wallet.notify(token, notification(id));
        });
        scenarios.put(
                "notification: unknown notification_id", () -> wallet.notify(token(wallet), notification("unknown")));
        scenarios.put(
                "notification: unknown event",
                () -> wallet.notify(token(wallet), notification("unknown").put("event", "unknown")));
        scenarios.put("notification: no token", () -> given().contentType("application/json")
                .body(Json.print(notification("unknown")))
                .post("/openid4vci/notification"));
        Supplier<Response> nonce = () -> given().post("/openid4vci/nonce");
        scenarios.put("nonce endpoint: POST without token", nonce);
        scenarios.put("nonce endpoint: response lacks Cache-Control no-store", nonce);
        return scenarios;
    }

    private static ObjectNode notification(String id) {
        return new NotificationRequest(id, NotificationRequest.Event.CREDENTIAL_ACCEPTED, Optional.empty()).toJson();
    }

    private static ObjectNode request(CustomersWallet wallet, int proofs) {
        return wallet.request(BANK_CUSTOMER, wallet.proofs(CustomersWallet.keys(proofs), wallet.nonce()));
    }

    private static Response redeem(CustomersWallet wallet, IssuingBank.Offered offered) {
        return wallet.redeem(wallet.scan(offered.link()), Optional.of(offered.txCode()));
    }

    private String token(CustomersWallet wallet) {
        return redeem(wallet, bank.offer(bank.customer())).path("access_token");
    }

    private String tokenWithIdentifiers(CustomersWallet wallet) {
        var offered = bank.offer(bank.customer());
        String code = wallet.scan(offered.link()).preAuthorized().orElseThrow().code();
        return wallet.token(new TokenRequest(code, Optional.of(offered.txCode()), List.of(BANK_CUSTOMER)).toForm())
                .path("access_token");
    }

    private void expire(String column, String offer) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("update issuance_offer set " + column + " = :now where id = :id")
                        .setParameter("now", clock.instant())
                        .setParameter("id", offer)
                        .executeUpdate());
    }
}
