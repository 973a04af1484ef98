package dev.countersign.service.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.countersign.service.AnnouncedBody;
import dev.countersign.service.TestSignIn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CustomersTest {
    private static final String CUSTOMERS = "/api/v1/customers";

    @Inject
    Bank bank;

    @Inject
    Customers customers;

    @Inject
    EntityManager database;

    private final String number = "C-" + UUID.randomUUID();

    @Test
    void a_customer_is_registered_and_found_by_number() {
        bank.request()
                .body(Bank.registration(number))
                .post(CUSTOMERS)
                .then()
                .statusCode(201)
                .header("Location", endsWith(CUSTOMERS + "/" + number))
                .header("Cache-Control", containsString("no-store"))
                .body("id", startsWith("cus_"))
                .body("customer_number", equalTo(number));
        TestSignIn.as("staff:alice", "agent")
                .get(CUSTOMERS + "/" + number)
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("display_name", equalTo("Pat Example"))
                .body("locale", equalTo("es-MX"))
                .body("phone_count", equalTo(1))
                .body("$", not(hasItem("phones")));
    }

    @Test
    void who_looked_at_a_customer_is_recorded_and_stays_recorded_when_the_customer_is_erased() {
        String id = bank.request()
                .body(Bank.registration(number))
                .post(CUSTOMERS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        TestSignIn.as("staff:alice", "agent")
                .get(CUSTOMERS + "/" + number)
                .then()
                .statusCode(200);
        bank.request()
                .body("{\"locale\":\"ja\"}")
                .patch(CUSTOMERS + "/" + number)
                .then()
                .statusCode(200);
        bank.request().delete(CUSTOMERS + "/" + number).then().statusCode(204);

        List<?> viewers = QuarkusTransaction.requiringNew().call(() -> database.createNativeQuery(
                        "select viewer from holder_customer_view where customer_id = ?1 order by id", String.class)
                .setParameter(1, id)
                .getResultList());
        assertThat(viewers.stream().map(String::valueOf)).containsExactly("staff:alice", "client:core-banking");
    }

    @Test
    void a_customer_number_that_is_taken_is_refused() {
        bank.request().body(Bank.registration(number)).post(CUSTOMERS).then().statusCode(201);
        bank.request()
                .body(Bank.registration(number))
                .post(CUSTOMERS)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("/customer_number"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"12025550123", "+1 202 555 0123", "+02025550123", "+1", "+1234567890123456", "+1202555012x", ""})
    void a_telephone_number_that_is_not_e164_is_pointed_at(String phone) {
        bank.request()
                .body(registration("[\"+12025550123\", \"" + phone + "\"]", "en"))
                .post(CUSTOMERS)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/phones/1"))
                .body("errors[0].detail", containsString("E.164"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "{}", "[]"})
    void a_telephone_number_that_is_no_text_is_refused(String phone) {
        bank.request()
                .body(registration("[" + phone + "]", "en"))
                .post(CUSTOMERS)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", startsWith("/phones"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "en_US", "en--us", "und", "<script>"})
    void a_locale_that_is_no_language_tag_is_refused(String locale) {
        bank.request()
                .body(registration("[]", locale))
                .post(CUSTOMERS)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/locale"));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"display_name\":\"Pat\"}', /customer_number",
        "'{\"customer_number\":\"\",\"display_name\":\"Pat\"}', /customer_number",
        "'{\"customer_number\":\"../../etc\",\"display_name\":\"Pat\"}', /customer_number",
        "'{\"customer_number\":\"1\"}', /display_name",
        "'{\"customer_number\":\"1\",\"display_name\":\"  \"}', /display_name",
        "'{\"customer_number\":\"1\",\"display_name\":\"a\\nb\"}', /display_name",
        "'{\"customer_number\":\"1\",\"display_name\":\"a\\u202eb\"}', /display_name",
        "'{\"customer_number\":\"1\",\"display_name\":\"Pat\",\"admin\":true}', /admin",
    })
    void what_is_missing_wrong_or_unknown_in_a_registration_is_pointed_at(String body, String pointer) {
        bank.request()
                .body(body)
                .post(CUSTOMERS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(pointer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"customer_number\":\"1\",\"customer_number\":\"2\"}"})
    void a_body_that_is_no_strict_json_object_is_refused(String body) {
        bank.request().body(body).post(CUSTOMERS).then().statusCode(400);
    }

    @Test
    void an_oversized_body_is_refused_before_it_is_read() {
        assertThat(AnnouncedBody.statusOf(CUSTOMERS, "Test-Caller: client:crm scope:customers", 2_000_000))
                .isEqualTo(413);
    }

    @Test
    void more_telephone_numbers_than_anybody_has_are_refused() {
        StringBuilder phones = new StringBuilder("[\"+12025550100\"");
        for (int i = 1; i <= CustomerDetails.MAX_PHONES; i++) {
            phones.append(",\"+120255501").append(10 + i).append("\"");
        }
        bank.request()
                .body(registration(phones + "]", "en"))
                .post(CUSTOMERS)
                .then()
                .statusCode(400);
    }

    @Test
    void what_is_absent_in_a_change_stays() {
        bank.request().body(Bank.registration(number)).post(CUSTOMERS).then().statusCode(201);
        bank.request()
                .body("{\"display_name\":\"Sam Example\"}")
                .patch(CUSTOMERS + "/" + number)
                .then()
                .statusCode(200)
                .body("display_name", equalTo("Sam Example"))
                .body("locale", equalTo("es-MX"))
                .body("phone_count", equalTo(1));
        bank.request()
                .body("{\"phones\":[]}")
                .patch(CUSTOMERS + "/" + number)
                .then()
                .statusCode(200)
                .body("display_name", equalTo("Sam Example"))
                .body("phone_count", equalTo(0));
    }

    @Test
    void callers_of_a_telephone_number_are_all_who_share_it() {
        PhoneNumber shared =
                PhoneNumber.parse("+81" + (1_000_000_000L + Math.floorMod(number.hashCode(), 1_000_000_000)));
        String other = "D-" + UUID.randomUUID();
        for (String one : List.of(number, other)) {
            customers.add(
                    new CustomerDetails(new CustomerNumber(one), new DisplayName("Pat"), Set.of(shared), Locale.JAPAN));
        }
        assertThat(customers.findByPhone(shared))
                .extracting(customer -> customer.number().value())
                .containsExactlyInAnyOrder(number, other);
        assertThat(customers.findByPhone(PhoneNumber.parse("+8155555550199"))).isEmpty();
    }

    @Test
    void neither_name_nor_telephone_number_can_be_read_in_the_database() {
        bank.request().body(Bank.registration(number)).post(CUSTOMERS).then().statusCode(201);
        String rows = QuarkusTransaction.requiringNew().call(() -> database.createNativeQuery(
                        "select c::text || coalesce(string_agg(p::text, ','), '') from holder_customer c"
                                + " left join holder_customer_phone p on p.customer_id = c.id"
                                + " where customer_number = :number group by c",
                        String.class)
                .setParameter("number", number)
                .getSingleResult()
                .toString());
        assertThat(rows).contains(number).doesNotContain("Pat", "2025550123");
    }

    @Test
    void an_erased_customer_is_gone_with_wallets_codes_and_key_and_the_number_is_free() {
        bank.request().body(Bank.registration(number)).post(CUSTOMERS).then().statusCode(201);
        TestWallet wallet = bank.wallet(number);
        String code = bank.enrolmentCode(number);
        CustomerId id = customers.find(new CustomerNumber(number)).orElseThrow().id();

        bank.request().delete(CUSTOMERS + "/" + number).then().statusCode(204);

        bank.request().get(CUSTOMERS + "/" + number).then().statusCode(404);
        bank.request().delete(CUSTOMERS + "/" + number).then().statusCode(404);
        assertThat(wallet.send("DELETE", "/wallet/v1/push_subscription", new byte[0])
                        .statusCode())
                .isEqualTo(401);
        assertThat(bank.wallet().enrol(code).statusCode()).isEqualTo(403);
        assertThat(keysOf(id)).isZero();
        bank.request().body(Bank.registration(number)).post(CUSTOMERS).then().statusCode(201);
        assertThat(customers.find(new CustomerNumber(number)).orElseThrow().id())
                .isNotEqualTo(id);
    }

    @Test
    void who_may_do_what() {
        bank.request().body(Bank.registration(number)).post(CUSTOMERS).then().statusCode(201);
        String path = CUSTOMERS + "/" + number;
        RestAssured.get(path).then().statusCode(401).contentType("application/problem+json");
        TestSignIn.as("staff:carol", "auditor").get(path).then().statusCode(403);
        TestSignIn.as("client:crm", "scope:interactions").get(path).then().statusCode(403);
        TestSignIn.as("staff:alice", "agent").get(path).then().statusCode(200);
        TestSignIn.as("staff:alice", "agent").delete(path).then().statusCode(403);
        TestSignIn.as("staff:alice", "agent")
                .contentType("application/json")
                .body("{}")
                .patch(path)
                .then()
                .statusCode(403);
        TestSignIn.as("staff:alice", "agent").post(path + "/enrolments").then().statusCode(403);
        TestSignIn.as("staff:bob", "supervisor").get(path).then().statusCode(200);
        TestSignIn.as("staff:bob", "supervisor").delete(path).then().statusCode(204);
    }

    @Test
    void a_customer_that_nobody_registered_is_not_found() {
        bank.request().get(CUSTOMERS + "/" + number).then().statusCode(404);
        bank.request().body("{}").patch(CUSTOMERS + "/" + number).then().statusCode(404);
        bank.request().post(CUSTOMERS + "/" + number + "/enrolments").then().statusCode(404);
        bank.request().get(CUSTOMERS + "/" + number + "/wallets").then().statusCode(404);
    }

    private long keysOf(CustomerId id) {
        return QuarkusTransaction.requiringNew().call(() -> ((Number) database.createNativeQuery(
                                "select count(*) from platform_personal_key where owner = :owner and wrapped is not null")
                        .setParameter("owner", id.value())
                        .getSingleResult())
                .longValue());
    }

    private String registration(String phones, String locale) {
        return "{\"customer_number\":\"" + number + "\",\"display_name\":\"Pat\",\"phones\":" + phones
                + ",\"locale\":\"" + locale + "\"}";
    }
}
