package dev.countersign.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiveTest {
    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final ExampleBank bank = new ExampleBank(URI.create("https://bank.example"), clock);
    private final InMemoryNetwork network = new InMemoryNetwork(bank);
    private Wallet wallet;

    @BeforeEach
    void alice_has_an_empty_wallet() {
        wallet = AliceWallet.in(directory, network, clock);
    }

    private Offer offer() {
        return ((Offering.Offered) wallet.receive().inspect(bank.offer())).offer();
    }

    private void assertNothingKept() throws Exception {
        assertThat(wallet.credentials()).isEmpty();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("key-")))
                    .isEmpty();
        }
    }

    @Test
    void an_offer_shows_what_it_is_before_it_is_accepted() {
        Offer offer = offer();

        assertThat(offer.cards().get(0).plainIssuerName()).isEqualTo("Example Bank");
        assertThat(offer.cards().get(0).name()).containsEntry("es", "Cliente del banco");
        assertThat(offer.txCode()).isPresent();
        assertThat(bank.log).noneMatch(line -> line.contains("/oauth/token"));
    }

    @Test
    void every_copy_has_a_key_of_its_own_and_the_issuer_is_told() {
        Received received = AliceWallet.receive(wallet, bank);

        assertThat(received).isInstanceOfSatisfying(Received.Added.class, added -> {
            assertThat(added.credentials().get(0).copies()).hasSize(4);
            assertThat(added.credentials().get(0).copies())
                    .extracting(CredentialCopy::key)
                    .doesNotHaveDuplicates();
            assertThat(added.enrolment()).isPresent();
        });
        assertThat(bank.log).contains("credential_accepted");
    }

    @Test
    void the_wallet_is_known_by_a_key_that_no_credential_is_bound_to() {
        AliceWallet.receive(wallet, bank);

        KeyThumbprint known = wallet.enrolments().get(0).key();

        assertThat(bank.boundKeys).extracting(PublicJwk::thumbprint).doesNotContain(known.value());
    }

    @Test
    void a_wrong_code_keeps_nothing_and_may_be_typed_again() throws Exception {
        Offer offer = offer();

        assertThat(wallet.receive().accept(offer, Optional.of("000000"), Optional.empty()))
                .isInstanceOf(Received.GrantRefused.class);
        assertNothingKept();
        assertThat(wallet.receive().accept(offer, Optional.of(ExampleBank.TX_CODE), Optional.empty()))
                .isInstanceOf(Received.Added.class);
    }

    @Test
    void an_offer_that_asks_for_a_code_is_not_redeemed_without_one() {
        Offer offer = offer();

        assertThatThrownBy(() -> wallet.receive().accept(offer, Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_credential_bound_to_a_key_of_somebody_else_is_refused_and_the_issuer_is_told() throws Exception {
        PublicJwk foreign = PublicJwk.of(Keys.generate(SignatureAlgorithm.ES256).getPublic());
        bank.issuedClaims = claims -> {
            ((ObjectNode) claims.path("cnf")).set("jwk", foreign.toJson());
            return claims;
        };

        assertThat(AliceWallet.receive(wallet, bank)).isInstanceOf(Received.Refused.class);
        assertThat(bank.log).contains("credential_failure");
        assertNothingKept();
    }

    @Test
    void a_credential_in_the_name_of_another_issuer_is_refused() throws Exception {
        bank.issuedClaims = claims -> claims.put("iss", "https://government.example");

        assertThat(AliceWallet.receive(wallet, bank)).isInstanceOf(Received.Refused.class);
        assertNothingKept();
    }

    @Test
    void a_credential_of_another_type_than_offered_is_refused() throws Exception {
        bank.vct = "https://bank.example/types/loan-guarantor";

        assertThat(AliceWallet.receive(wallet, bank)).isInstanceOf(Received.Refused.class);
        assertNothingKept();
    }

    @Test
    void an_issuer_cannot_enrol_the_wallet_with_somebody_else() {
        bank.tokenAnswer = token -> {
            ((ObjectNode) token.path("countersign_enrolment"))
                    .put("endpoint", "https://other-bank.example/wallet/v1/enrolments");
            return token;
        };

        assertThat(AliceWallet.receive(wallet, bank)).isInstanceOf(Received.Refused.class);
        assertThat(wallet.enrolments()).isEmpty();
    }

    @Test
    void an_organisation_cannot_enrol_under_the_did_of_another() {
        bank.enrolledDid = "did:web:other-bank.example";

        AliceWallet.receive(wallet, bank);

        assertThat(wallet.enrolments()).isEmpty();
    }

    @Test
    void metadata_of_another_issuer_is_not_believed() {
        bank.issuerMetadata = metadata -> metadata.put("credential_issuer", "https://other-bank.example");

        assertThat(wallet.receive().inspect(bank.offer())).isInstanceOf(Offering.Unusable.class);
    }

    @Test
    void an_offer_that_leads_into_the_local_network_is_refused_before_any_contact() {
        String offer = "openid-credential-offer://?credential_offer_uri=http%3A%2F%2F192.168.1.1%2Foffer";

        assertThat(wallet.receive().inspect(offer)).isInstanceOf(Offering.Unusable.class);
        assertThat(network.sent()).isEmpty();
    }

    @Test
    void an_issuer_that_does_not_answer_is_no_refusal() {
        network.goDown();

        assertThat(wallet.receive().inspect(bank.offer())).isInstanceOf(Offering.Unreachable.class);
    }
}
