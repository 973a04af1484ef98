package dev.countersign.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.wallet.PushMessage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalsTest {
    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final ExampleBank bank = new ExampleBank(URI.create("https://bank.example"), clock);
    private final InMemoryNetwork network = new InMemoryNetwork(bank);
    private Wallet wallet;

    @BeforeEach
    void alice_has_her_card() {
        wallet = AliceWallet.in(directory, network, clock);
        assertThat(AliceWallet.receive(wallet, bank)).isInstanceOf(Received.Added.class);
        network.sent().clear();
    }

    @Test
    void the_bank_is_told_that_a_push_came() throws Exception {
        BankRequest request = bank.ask(CallBinding.NONE);

        wallet.arrived(BankServer.message(request));

        assertThat(bank.told()).isEqualTo(request.challenge() + "/delivered {\"channel\":\"push\"}");
    }

    @Test
    void the_bank_is_told_that_its_inbox_was_read() throws Exception {
        BankRequest request = bank.ask(CallBinding.NONE);

        wallet.inbox(wallet.enrolments().get(0)).took(BankServer.message(request));

        assertThat(bank.told()).isEqualTo(request.challenge() + "/delivered {\"channel\":\"inbox\"}");
    }

    @Test
    void the_bank_is_told_that_the_holder_sees_the_question() throws Exception {
        BankRequest request = bank.ask(CallBinding.NONE);

        assertThat(wallet.open(request.send())).isInstanceOf(Opened.Prompt.class);

        assertThat(bank.told()).isEqualTo(request.challenge() + "/opened");
    }

    @Test
    void a_push_in_the_name_of_a_stranger_makes_the_wallet_tell_nobody() {
        URI request = URI.create("openid4vp://?client_id=decentralized_identifier%3Adid%3Aweb%3Aevil.example"
                + "&request_uri=https%3A%2F%2Fevil.example%2Fr");

        wallet.arrived(new PushMessage(request, clock.instant().plusSeconds(60), Optional.of("chl_1")));
        wallet.arrived(new PushMessage(URI.create("https://evil.example/"), clock.instant(), Optional.of("chl_1")));

        assertThat(network.sent()).isEmpty();
    }

    @Test
    void a_bank_that_does_not_answer_keeps_nothing_from_the_holder() throws Exception {
        BankRequest request = bank.ask(CallBinding.NONE);
        network.goDown();
        wallet.arrived(BankServer.message(request));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (network.sent().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        network.comeBack();

        assertThat(wallet.open(request.send())).isInstanceOf(Opened.Prompt.class);
        assertThat(bank.told()).isEqualTo(request.challenge() + "/opened");
    }
}
