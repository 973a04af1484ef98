package dev.countersign.service.issuance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.holder.Bank;
import dev.countersign.service.platform.PublicUrl;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** The bank's system, which offers credentials by the API. */
@ApplicationScoped
public class IssuingBank {
    static final String BANK_CUSTOMER = "bank_customer";

    @Inject
    Bank bank;

    @Inject
    PublicUrl publicUrl;

    @Inject
    Clock clock;

    /** What the bank was told about its offer. */
    record Offered(String id, String link, String txCode, String qr) {}

    String customer() {
        return bank.customer();
    }

    static ObjectNode wish() {
        ObjectNode wish = Json.object();
        wish.putArray("credential_configuration_ids").add(BANK_CUSTOMER);
        ObjectNode claims = wish.putObject("claims")
                .put("given_name", "Pat")
                .put("family_name", "Example")
                .put("email", "pat@example.com")
                .put("account_reference", "…4711");
        claims.putObject("address").put("locality", "Springfield").put("country", "US");
        return wish;
    }

    Response post(String customer, ObjectNode wish) {
        return bank.request().body(Json.print(wish)).post("/api/v1/customers/" + customer + "/credential_offers");
    }

    Offered offer(String customer) {
        return offered(post(customer, wish()));
    }

    static Offered offered(Response answer) {
        answer.then().statusCode(201);
        return new Offered(
                answer.path("id"), answer.path("credential_offer_uri"), answer.path("tx_code"), answer.path("qr"));
    }

    Response credentials(String customer) {
        return bank.request().queryParam("customer_number", customer).get("/api/v1/credentials");
    }

    Response change(String credential, String status) {
        return bank.request()
                .body(Json.print(Json.object().put("status", status).put("reason", "lost phone")))
                .patch("/api/v1/credentials/" + credential);
    }

    CustomersWallet wallet() {
        return new CustomersWallet(publicUrl.uri().toString(), clock);
    }
}
