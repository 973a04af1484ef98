package dev.countersign.samples.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.samples.bank.Api;
import java.io.IOException;

/** An invented customer of an invented bank. */
final class DemoCustomer {
    static final String NUMBER = "C-104711";

    private DemoCustomer() {}

    /** Registers the customer, unless an earlier run has. */
    static void register(Api bank) throws IOException, InterruptedException {
        ObjectNode customer = Json.object()
                .put("customer_number", NUMBER)
                .put("display_name", "Alice Example")
                .put("locale", "en");
        customer.putArray("phones").add("+12025550143");
        bank.post("/api/v1/customers", customer);
    }

    /** Offers the credential; the answer has the offer's address and the transaction code. */
    static JsonNode offer(Api bank) throws IOException, InterruptedException {
        ObjectNode offer = Json.object();
        offer.putArray("credential_configuration_ids").add("bank_customer");
        offer.set("claims", claims());
        offer.put("tx_code", true);
        return bank.post("/api/v1/customers/" + NUMBER + "/credential_offers", offer);
    }

    static ObjectNode claims() {
        ObjectNode claims = Json.object()
                .put("customer_number", NUMBER)
                .put("given_name", "Alice")
                .put("family_name", "Example")
                .put("birthdate", "1990-04-01")
                .put("email", "alice@example.com")
                .put("phone_number", "+12025550143")
                .put("account_reference", "\u2026 4711");
        claims.putObject("address")
                .put("street_address", "1 Sample Street")
                .put("locality", "Springfield")
                .put("postal_code", "12345")
                .put("country", "US");
        return claims;
    }
}
