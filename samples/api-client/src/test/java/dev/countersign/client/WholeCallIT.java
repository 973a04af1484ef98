package dev.countersign.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.client.http.ApiException;
import dev.countersign.client.model.Challenge;
import dev.countersign.client.model.CredentialOffer;
import dev.countersign.client.model.Interaction;
import dev.countersign.client.model.InteractionChange;
import dev.countersign.client.model.NewChallenge;
import dev.countersign.client.model.NewCredentialOffer;
import dev.countersign.client.model.NewCustomer;
import dev.countersign.client.model.NewInteraction;
import dev.countersign.client.model.Statistics;
import dev.countersign.client.model.VerifiedAttribute;
import dev.countersign.samples.bank.ServiceProcess;
import dev.countersign.samples.bank.ServiceSettings;
import dev.countersign.samples.bank.SignIns;
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
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A bank's own system does everything by the generated client, for a customer with a wallet. */
class WholeCallIT {
    private static final String NUMBER = "C-104711";

    private static ServiceProcess service;
    private static Countersign countersign;

    @BeforeAll
    static void the_service_runs() throws Exception {
        SignIns signIns = SignIns.drawn();
        ServiceSettings settings = new ServiceSettings(
                Path.of(System.getProperty("countersign.service.jar")),
                freePort(),
                Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bank"),
                signIns,
                Map.of(
                        "countersign.bootstrap.client.scopes",
                        "customers,interactions,challenges,identities,statistics,admin"));
        service = ServiceProcess.start(settings);
        countersign =
                Countersign.at(settings.publicUrl(), new ClientCredentials(signIns.client(), signIns.clientSecret()));
    }

    @AfterAll
    static void the_service_ends() throws Exception {
        service.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void a_customer_is_registered_gets_a_credential_is_asked_and_is_counted() throws Exception {
        countersign
                .customers()
                .registerCustomer(
                        new NewCustomer()
                                .customerNumber(NUMBER)
                                .displayName("Alice Example")
                                .phones(List.of("+12025550143")),
                        null);
        assertThat(countersign.customers().showCustomer(NUMBER).getPhoneCount()).isEqualTo(1);

        Wallet wallet = wallet();
        accept(wallet, offer());
        assertThat(countersign.wallets().listWallets(NUMBER, null, null).getItems())
                .hasSize(1);
        assertThat(countersign.credentials().listCredentials(NUMBER, null, null).getItems())
                .singleElement()
                .satisfies(credential ->
                        assertThat(credential.getStatus().getValue()).isEqualTo("valid"));

        Interaction call = countersign
                .interactions()
                .openInteraction(
                        new NewInteraction()
                                .channel(NewInteraction.ChannelEnum.VOICE)
                                .direction(NewInteraction.DirectionEnum.INBOUND)
                                .externalId("call-8812")
                                .customerNumber(NUMBER),
                        "call-8812");
        Challenge asked = countersign.challenges().ask(call.getId(), new NewChallenge().purpose("verify_caller"), null);
        assertThat(asked.getState()).isEqualTo(Challenge.StateEnum.REQUESTED);
        assertThat(approve(wallet, asked)).isInstanceOf(Sent.Accepted.class);

        assertThat(countersign.challenges().showChallenge(asked.getId()).getState())
                .isEqualTo(Challenge.StateEnum.VERIFIED);
        assertThat(countersign.identities().showIdentity(call.getId()).getAttributes())
                .extracting(VerifiedAttribute::getValue)
                .contains("Alice", "Example");
        Statistics statistics = countersign.statistics().showStatistics(null, null, null, null);
        assertThat(statistics.getTotals().getVerified()).isEqualTo(1);
        assertThat(statistics.getPurposes()).singleElement().satisfies(purpose -> assertThat(purpose.getPurpose())
                .isEqualTo("verify_caller"));
        assertThat(countersign
                        .interactions()
                        .changeInteraction(
                                call.getId(), new InteractionChange().state(InteractionChange.StateEnum.CLOSED))
                        .getState())
                .isEqualTo(Interaction.StateEnum.CLOSED);
    }

    @Test
    void what_an_administrator_sees_can_be_read() throws Exception {
        assertThat(countersign.purposes().listPurposes().getItems())
                .anySatisfy(purpose -> assertThat(purpose.getName()).isEqualTo("verify_caller"));
        assertThat(countersign.staff().listStaff(null, null).getItems()).isNotEmpty();
        assertThat(countersign.clients().listClients(null, null).getItems()).isNotEmpty();
        assertThat(countersign.trustedIssuers().listTrustedIssuers(null, null).getItems())
                .isEmpty();
        assertThat(countersign.webhooks().listWebhookEndpoints().getItems()).isEmpty();
        assertThat(countersign.organisation().showOrganisationDid().getDid()).startsWith("did:webvh:");
    }

    @Test
    void a_refusal_has_its_status_and_its_problem() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> countersign.customers().showCustomer("C-000000"))
                .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(404))
                .satisfies(refused -> assertThat(refused.getResponseBody()).contains("/problems/not-found"));
    }

    private static CredentialOffer offer() throws ApiException {
        return countersign
                .credentialOffers()
                .offerCredentials(
                        NUMBER,
                        new NewCredentialOffer()
                                .credentialConfigurationIds(List.of("bank_customer"))
                                .claims(Map.of(
                                        "customer_number", NUMBER, "given_name", "Alice", "family_name", "Example")),
                        null);
    }

    private static void accept(Wallet wallet, CredentialOffer offer) throws Exception {
        Offering offering = wallet.receive().inspect(offer.getCredentialOfferUri());
        assertThat(wallet.receive()
                        .accept(
                                ((Offering.Offered) offering).offer(),
                                Optional.ofNullable(offer.getTxCode()),
                                Optional.empty()))
                .isInstanceOf(Received.Added.class);
    }

    private static Sent approve(Wallet wallet, Challenge asked) throws Exception {
        Opened opened = wallet.open(asked.getRequest().getUri());
        return wallet.approve(
                ((Opened.Prompt) opened).prompt(),
                Selection.requiredOnly().typing(new TypedNumber(String.valueOf(asked.getNumber()))));
    }

    private static Wallet wallet() throws Exception {
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
