package dev.countersign.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.sdjwt.SdJwt;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewTest {
    private static final Duration MONTH = Duration.ofDays(30);

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final ExampleBank bank = new ExampleBank(URI.create("https://bank.example"), clock);
    private final InMemoryNetwork network = new InMemoryNetwork(bank);
    private Wallet wallet;

    @BeforeEach
    void a_card_with_three_weeks_to_go() {
        wallet = AliceWallet.in(directory, network, clock);
        AliceWallet.receive(wallet, bank);
        clock.pass(Duration.ofDays(344));
    }

    private StoredCredential card() {
        List<StoredCredential> cards = wallet.credentials();
        assertThat(cards).hasSize(1);
        return cards.get(0);
    }

    private long keys() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("key-"))
                    .count();
        }
    }

    @Test
    void the_new_card_takes_the_place_of_the_old_and_the_old_keys_are_gone() throws Exception {
        StoredCredential old = card();
        long before = keys();

        assertThat(wallet.renew(old)).isInstanceOf(Received.Added.class);

        assertThat(card().credentialId()).isNotEqualTo(old.credentialId());
        assertThat(card().isExpired(clock.instant().plus(Duration.ofDays(300)))).isFalse();
        assertThat(keys()).isEqualTo(before);
        assertThat(wallet.enrolments()).hasSize(1);
    }

    @Test
    void the_issuer_gets_the_whole_card_signed_for_it() {
        wallet.renew(card());

        SdJwt presented = SdJwt.parse(bank.presentedForRenewal.get(0));
        assertThat(presented.unverifiedClaims().has("birthdate")).isTrue();
        assertThat(presented.keyBinding().orElseThrow().claims().path("aud").asText())
                .isEqualTo("https://bank.example/wallet/v1/renewals");
    }

    @Test
    void a_bank_that_does_not_renew_leaves_the_card_as_it_is() throws Exception {
        bank.renews = false;
        long before = keys();

        assertThat(wallet.renew(card())).isInstanceOf(Received.Refused.class);
        assertThat(card().isExpired(clock.instant())).isFalse();
        assertThat(keys()).isEqualTo(before);
    }

    @Test
    void an_offer_of_somebody_else_does_not_take_the_place_of_the_card() {
        StoredCredential old = card();
        bank.renewalAnswer = answer -> answer.put(
                "credential_offer_uri",
                answer.path("credential_offer_uri").asText().replace("bank.example", "thief.example"));

        assertThat(wallet.renew(old)).isNotInstanceOf(Received.Added.class);
        assertThat(card().credentialId()).isEqualTo(old.credentialId());
    }

    @Test
    void an_answer_without_an_offer_is_refused() {
        bank.renewalAnswer = answer -> answer.removeAll();

        assertThat(wallet.renew(card())).isInstanceOf(Received.Refused.class);
    }

    @Test
    void a_connection_that_breaks_leaves_the_card_for_the_next_try() {
        StoredCredential old = card();
        network.goDown();
        assertThat(wallet.renew(old)).isInstanceOf(Received.Unreachable.class);
        assertThat(card().credentialId()).isEqualTo(old.credentialId());

        network.comeBack();
        assertThat(wallet.renew(old)).isInstanceOf(Received.Added.class);
    }

    @Test
    void only_what_ends_soon_and_has_not_ended_is_renewable() {
        assertThat(wallet.renewable(Duration.ofDays(10))).isEmpty();
        assertThat(wallet.renewable(MONTH)).hasSize(1);

        clock.pass(Duration.ofDays(21));
        assertThat(wallet.renewable(MONTH)).isEmpty();
    }
}
