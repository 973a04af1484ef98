package dev.countersign.samples.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.Offering;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Received;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Sent;
import dev.countersign.wallet.TypedNumber;
import dev.countersign.wallet.Wallet;
import dev.countersign.wallet.WalletPorts;
import dev.countersign.wallet.jvm.EncryptedDirectory;
import dev.countersign.wallet.jvm.FileConsentRecords;
import dev.countersign.wallet.jvm.FileCredentialStore;
import dev.countersign.wallet.jvm.FileEnrolments;
import dev.countersign.wallet.jvm.FileHolderKeys;
import dev.countersign.wallet.jvm.FileKnownLogs;
import dev.countersign.wallet.jvm.UrlConnectionTransport;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** An invented customer with a telephone number and a wallet. */
public record Customer(Bank bank, String phone, Wallet wallet) {
    private static final AtomicInteger COUNT = new AtomicInteger(100);

    /** Registers one and puts the bank's credential into the wallet. */
    public static Customer of(Bank bank) throws Exception {
        int count = COUNT.incrementAndGet();
        String number = "C-" + count;
        String phone = "+120255501" + String.valueOf(count).substring(1);
        ObjectNode customer = Json.object()
                .put("customer_number", number)
                .put("display_name", "Alice Example")
                .put("locale", "en");
        customer.putArray("phones").add(phone);
        bank.api().post("/api/v1/customers", customer);
        ObjectNode wanted = Json.object().put("tx_code", true);
        wanted.putArray("credential_configuration_ids").add("bank_customer");
        wanted.putObject("claims")
                .put("customer_number", number)
                .put("given_name", "Alice")
                .put("family_name", "Example");
        JsonNode offer = bank.api().post("/api/v1/customers/" + number + "/credential_offers", wanted);
        Wallet wallet = emptyWallet();
        Offering offering =
                wallet.receive().inspect(offer.path("credential_offer_uri").asText());
        Received received = wallet.receive()
                .accept(
                        ((Offering.Offered) offering).offer(),
                        Optional.of(offer.path("tx_code").asText()),
                        Optional.empty());
        assertThat(received).isInstanceOf(Received.Added.class);
        return new Customer(bank, phone, wallet);
    }

    /** Hears the number and approves. */
    public void approves(String challenge, String number) throws Exception {
        assertThat(wallet.approve(opens(challenge), Selection.requiredOnly().typing(new TypedNumber(number))))
                .isInstanceOf(Sent.Accepted.class);
    }

    /** Says no. */
    public void declines(String challenge) throws Exception {
        assertThat(wallet.decline(opens(challenge))).isInstanceOf(Sent.Accepted.class);
    }

    private ConsentPrompt opens(String challenge) throws Exception {
        URI request = bank.countersign()
                .challenges()
                .showChallenge(challenge)
                .getRequest()
                .getUri();
        return ((Opened.Prompt) wallet.open(request)).prompt();
    }

    private static Wallet emptyWallet() throws Exception {
        EncryptedDirectory directory = EncryptedDirectory.open(Files.createTempDirectory("wallet"));
        FileEnrolments enrolments = new FileEnrolments(directory);
        return Wallet.allowingLoopbackHttp(new WalletPorts(
                new WalletPorts.Stores(
                        new FileHolderKeys(directory),
                        new FileCredentialStore(directory),
                        enrolments,
                        new FileConsentRecords(directory),
                        new FileKnownLogs(directory)),
                new UrlConnectionTransport().allowingLoopbackHttp(),
                enrolments,
                Clock.systemUTC()));
    }
}
