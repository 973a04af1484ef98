package dev.countersign.outages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.wallet.Offering;
import dev.countersign.wallet.Received;
import dev.countersign.wallet.Transport;
import dev.countersign.wallet.Wallet;
import dev.countersign.wallet.WalletPorts;
import dev.countersign.wallet.jvm.EncryptedDirectory;
import dev.countersign.wallet.jvm.FileConsentRecords;
import dev.countersign.wallet.jvm.FileCredentialStore;
import dev.countersign.wallet.jvm.FileEnrolments;
import dev.countersign.wallet.jvm.FileHolderKeys;
import dev.countersign.wallet.jvm.FileKnownLogs;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wallet that we ship, with the bank's credential of a customer of a service that runs in a process of its own. */
final class EnrolledWallet {
    private EnrolledWallet() {}

    /** An invented customer. */
    record Person(String number, String givenName, String familyName, String phone) {
        /** The one who is in all tests. */
        static Person alice(String number) {
            return new Person(number, "Alice", "Example", "+15550100");
        }
    }

    /**
     * Registers a customer and puts the bank's credential into a new wallet.
     *
     * @param bank may administer customers; used for two calls
     * @param line the wallet's way to the service
     * @param directory empty
     */
    static Wallet of(Person person, RequestSpecification bank, Transport line, Path directory) throws IOException {
        bank.body(Map.of(
                        "customer_number",
                        person.number(),
                        "display_name",
                        person.givenName() + " " + person.familyName(),
                        "phones",
                        List.of(person.phone()),
                        "locale",
                        "en"))
                .post("/api/v1/customers")
                .then()
                .statusCode(201);
        JsonPath offer = bank.body(Map.of(
                        "credential_configuration_ids",
                        List.of("bank_customer"),
                        "tx_code",
                        true,
                        "claims",
                        Map.of(
                                "customer_number",
                                person.number(),
                                "given_name",
                                person.givenName(),
                                "family_name",
                                person.familyName())))
                .post("/api/v1/customers/" + person.number() + "/credential_offers")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        Wallet wallet = wallet(line, EncryptedDirectory.open(directory));
        Offering offering = wallet.receive().inspect(offer.getString("credential_offer_uri"));
        assertThat(wallet.receive()
                        .accept(
                                ((Offering.Offered) offering).offer(),
                                Optional.of(offer.getString("tx_code")),
                                Optional.empty()))
                .isInstanceOf(Received.Added.class);
        return wallet;
    }

    private static Wallet wallet(Transport line, EncryptedDirectory directory) {
        FileEnrolments enrolments = new FileEnrolments(directory);
        return Wallet.allowingLoopbackHttp(new WalletPorts(
                new WalletPorts.Stores(
                        new FileHolderKeys(directory),
                        new FileCredentialStore(directory),
                        enrolments,
                        new FileConsentRecords(directory),
                        new FileKnownLogs(directory)),
                line,
                enrolments,
                Clock.systemUTC()));
    }
}
