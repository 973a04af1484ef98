package dev.countersign.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.samples.bank.Api;
import dev.countersign.samples.bank.StepFailure;
import dev.countersign.wallet.Offering;
import dev.countersign.wallet.Received;
import dev.countersign.wallet.Transport;
import dev.countersign.wallet.Wallet;
import dev.countersign.wallet.WalletPorts;
import dev.countersign.wallet.jvm.UrlConnectionTransport;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** An invented customer with a wallet in which the bank's card is. */
final class Customer {
    private final String number;
    private final WalletPorts.Stores stores;

    private Customer(String number, WalletPorts.Stores stores) {
        this.number = number;
        this.stores = stores;
    }

    /** Registers the customer, and enrols the wallet with a credential, as any bank and any wallet would. */
    static Customer register(Api bank, String number) throws IOException, InterruptedException {
        ObjectNode customer = Json.object()
                .put("customer_number", number)
                .put("display_name", "Sample " + number)
                .put("locale", "en");
        customer.putArray("phones");
        bank.post("/api/v1/customers", customer);
        JsonNode offer = bank.post("/api/v1/customers/" + number + "/credential_offers", offer(number));
        Customer registered = new Customer(number, MemoryStores.make());
        registered.accept(offer);
        return registered;
    }

    String number() {
        return number;
    }

    /** Returns the wallet, with this way to the network. */
    Wallet wallet(Transport transport) {
        return Wallet.allowingLoopbackHttp(new WalletPorts(stores, transport, stores.enrolments(), Clock.systemUTC()));
    }

    private static ObjectNode offer(String number) {
        ObjectNode offer = Json.object();
        offer.putArray("credential_configuration_ids").add("bank_customer");
        ObjectNode claims = offer.putObject("claims");
        claims.put("customer_number", number)
                .put("given_name", "Sample")
                .put("family_name", "Example")
                .put("birthdate", "1990-04-01")
                .put("email", "sample@example.com")
                .put("phone_number", "+12025550143")
                .put("account_reference", "\u2026 4711");
        claims.putObject("address")
                .put("street_address", "1 Sample Street")
                .put("locality", "Springfield")
                .put("postal_code", "12345")
                .put("country", "US");
        return offer.put("tx_code", true);
    }

    private void accept(JsonNode offer) {
        Wallet wallet = wallet(network());
        Offering offering =
                wallet.receive().inspect(offer.path("credential_offer_uri").asText());
        if (!(offering instanceof Offering.Offered offered)) {
            throw new StepFailure("customer " + number + ": the offer cannot be used: " + offering);
        }
        Received received = wallet.receive()
                .accept(offered.offer(), Optional.of(offer.path("tx_code").asText()), Optional.empty());
        if (!(received instanceof Received.Added added) || added.enrolment().isEmpty()) {
            throw new StepFailure("customer " + number + ": the card was not issued: " + received);
        }
    }

    /** Each exchange has a connection of its own, as each comes from another phone. */
    static Transport network() {
        return new UrlConnectionTransport().allowingLoopbackHttp();
    }
}
