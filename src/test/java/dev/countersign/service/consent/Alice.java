package dev.countersign.service.consent;

import static dev.countersign.service.TestSignIn.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.wallet.Offering;
import dev.countersign.wallet.Received;
import dev.countersign.wallet.Wallet;
import dev.countersign.wallet.WalletPorts;
import dev.countersign.wallet.jvm.EncryptedDirectory;
import dev.countersign.wallet.jvm.FileConsentRecords;
import dev.countersign.wallet.jvm.FileCredentialStore;
import dev.countersign.wallet.jvm.FileEnrolments;
import dev.countersign.wallet.jvm.FileHolderKeys;
import dev.countersign.wallet.jvm.FileKnownLogs;
import dev.countersign.wallet.jvm.FileMessageKeys;
import dev.countersign.wallet.jvm.UrlConnectionTransport;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An invented customer with the wallet that we ship.
 *
 * @param stores what a thief of the phone's memory has
 */
public record Alice(String number, Wallet wallet, WalletPorts.Stores stores) {

    /** Registers a customer who has no wallet yet. */
    public static String registered() {
        String number = "C-" + UUID.randomUUID().toString().substring(0, 8);
        as("client:crm", "scope:customers")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "customer_number",
                        number,
                        "display_name",
                        "Alice Example",
                        "phones",
                        List.of(),
                        "locale",
                        "en"))
                .post("/api/v1/customers")
                .then()
                .statusCode(201);
        return number;
    }

    /** Registers a customer and puts the bank's credential into a wallet, which enrols. */
    public static Alice enrolled() {
        return enrolled(Clock.systemUTC());
    }

    /** The same, with a phone that goes by this clock. */
    static Alice enrolled(Clock clock) {
        String number = registered();
        JsonPath offer = as("client:crm", "scope:customers")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "credential_configuration_ids", List.of("bank_customer"),
                        "tx_code", true,
                        "claims",
                                Map.of(
                                        "customer_number", number,
                                        "given_name", "Alice",
                                        "family_name", "Example",
                                        "account_reference", "\u2026 4711",
                                        "email", "alice@example.com")))
                .post("/api/v1/customers/" + number + "/credential_offers")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        EncryptedDirectory directory = emptyDirectory();
        WalletPorts.Stores stores = stores(directory);
        Wallet wallet = Wallet.allowingLoopbackHttp(
                new WalletPorts(stores, new UrlConnectionTransport().allowingLoopbackHttp(), stores.enrolments(), clock)
                        .readingMessages(new FileMessageKeys(directory)));
        Offering offering = wallet.receive().inspect(offer.getString("credential_offer_uri"));
        assertThat(offering).isInstanceOf(Offering.Offered.class);
        Received received = wallet.receive()
                .accept(
                        ((Offering.Offered) offering).offer(),
                        Optional.of(offer.getString("tx_code")),
                        Optional.empty());
        assertThat(received).isInstanceOf(Received.Added.class);
        return new Alice(number, wallet, stores);
    }

    private static EncryptedDirectory emptyDirectory() {
        try {
            return EncryptedDirectory.open(Files.createTempDirectory("wallet"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WalletPorts.Stores stores(EncryptedDirectory directory) {
        return new WalletPorts.Stores(
                new FileHolderKeys(directory),
                new FileCredentialStore(directory),
                new FileEnrolments(directory),
                new FileConsentRecords(directory),
                new FileKnownLogs(directory));
    }
}
