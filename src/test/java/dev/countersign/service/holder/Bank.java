package dev.countersign.service.holder;

import dev.countersign.protocol.Json;
import dev.countersign.service.TestSignIn;
import dev.countersign.service.platform.PublicUrl;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;

/** The bank's system, which registers customers and opens enrolments by the API. */
@ApplicationScoped
public class Bank {
    @Inject
    PublicUrl publicUrl;

    @Inject
    Clock clock;

    /** Starts a request of the bank's system. */
    public RequestSpecification request() {
        return TestSignIn.as("client:core-banking", "scope:customers").contentType("application/json");
    }

    /** Registers a customer and returns the number. */
    public String customer() {
        String number = "C-" + UUID.randomUUID();
        request().body(registration(number)).post("/api/v1/customers").then().statusCode(201);
        return number;
    }

    /** Opens an enrolment and returns its code. */
    public String enrolmentCode(String number) {
        return request()
                .post("/api/v1/customers/" + number + "/enrolments")
                .then()
                .statusCode(201)
                .extract()
                .path("enrolment_code");
    }

    /** Returns a wallet that is enrolled for a customer. */
    public TestWallet wallet(String number) {
        TestWallet wallet = wallet();
        wallet.enrol(enrolmentCode(number)).then().statusCode(201);
        return wallet;
    }

    /** Returns a wallet that nobody knows yet. */
    public TestWallet wallet() {
        return new TestWallet(publicUrl, clock);
    }

    static String registration(String number) {
        return new String(
                Json.print(Json.object()
                        .put("customer_number", number)
                        .put("display_name", "Pat Example")
                        .put("locale", "es-MX")
                        .set("phones", Json.parse("[\"+12025550123\"]"))),
                StandardCharsets.UTF_8);
    }
}
