package dev.countersign.samples.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.wallet.BankRequest;
import dev.countersign.wallet.BankServer;
import dev.countersign.wallet.ExampleBank;
import dev.countersign.wallet.MovableClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhoneTest {
    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<PhoneEvent> events = new LinkedBlockingQueue<>();
    private BankServer server;
    private Phone phone;

    @BeforeEach
    void a_phone_with_a_card() throws Exception {
        server = BankServer.start(Clock.systemUTC());
        phone = Phone.start(PhoneOptions.in(directory).onPort(0));
        phone.listen(events::add);
        phone.add(server.bank().offer(), Optional.of(ExampleBank.TX_CODE));
    }

    @AfterEach
    void stop() {
        phone.close();
        server.close();
    }

    private PhoneEvent next(PhoneEvent.Kind kind) throws InterruptedException {
        PhoneEvent event = events.poll(20, TimeUnit.SECONDS);
        while (event != null && event.kind() != kind) {
            event = events.poll(20, TimeUnit.SECONDS);
        }
        assertThat(event).as("an event of kind %s", kind).isNotNull();
        return event;
    }

    private int post(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(phone.address().resolve(path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[100]));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void a_pushed_request_is_approved_by_itself_and_its_receipt_checked() throws Exception {
        BankRequest request = server.bank().ask(CallBinding.NUMBER_ENTRY);
        phone.approveAutomatically(prompt -> request.number());

        int status = server.push(BankServer.message(request));

        assertThat(status).isEqualTo(201);
        assertThat(next(PhoneEvent.Kind.APPROVED).about()).isEqualTo(request.challenge());
        assertThat(next(PhoneEvent.Kind.RECEIPT).about()).isEqualTo(request.challenge());
        assertThat(request.outcome()).isEqualTo("verified");
    }

    @Test
    void a_lost_push_is_no_lost_call_because_the_inbox_has_it_too() throws Exception {
        BankRequest request = server.bank().ask(CallBinding.NONE);
        phone.approveAutomatically(prompt -> "");
        waitForInbox();

        server.announce(new InboxEvent.Challenge(BankServer.message(request)));

        next(PhoneEvent.Kind.INBOX);
        next(PhoneEvent.Kind.APPROVED);
        assertThat(request.outcome()).isEqualTo("verified");
    }

    @Test
    void the_same_request_by_both_ways_is_opened_once() throws Exception {
        BankRequest request = server.bank().ask(CallBinding.NONE);
        phone.approveAutomatically(prompt -> "");
        waitForInbox();

        server.push(BankServer.message(request));
        server.announce(new InboxEvent.Challenge(BankServer.message(request)));
        server.announce(new InboxEvent.Receipt(request.challenge()));
        next(PhoneEvent.Kind.RECEIPT);

        assertThat(events).noneMatch(event -> event.kind() == PhoneEvent.Kind.OPENED);
    }

    @Test
    void a_question_that_another_wallet_answered_is_taken_off_the_screen() throws Exception {
        BankRequest request = server.bank().ask(CallBinding.NONE);
        server.push(BankServer.message(request));
        assertThat(state().path("waiting")).hasSize(1);

        assertThat(server.push(new InboxEvent.Closed(request.challenge(), "verified")))
                .isEqualTo(201);

        assertThat(state().path("waiting")).isEmpty();
    }

    @Test
    void two_banks_are_known_and_shown_apart() throws Exception {
        try (BankServer other = BankServer.start(Clock.systemUTC())) {
            phone.add(other.bank().offer(), Optional.of(ExampleBank.TX_CODE));
            other.push(BankServer.message(other.bank().ask(CallBinding.NONE)));

            JsonNode state = state();

            assertThat(state.path("organisations").findValuesAsText("did"))
                    .containsExactlyInAnyOrder(server.bank().did(), other.bank().did());
            assertThat(state.path("cards")).hasSize(2);
            assertThat(state.path("waiting").findValuesAsText("did"))
                    .containsExactly(other.bank().did());
        }
    }

    /** What the screen shows now. */
    private JsonNode state() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(phone.address().resolve("/api/events"))
                .header("Accept", "text/event-stream")
                .build();
        try (Stream<String> lines =
                client.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            return Json.parse(lines.filter(line -> line.startsWith("data:"))
                    .findFirst()
                    .orElseThrow()
                    .substring("data:".length()));
        }
    }

    @Test
    void a_card_that_is_about_to_expire_is_renewed_while_nobody_looks() throws Exception {
        stop();
        MovableClock clock = new MovableClock(Instant.now());
        server = BankServer.start(clock);
        PhoneOptions options =
                PhoneOptions.in(directory.resolve("another")).onPort(0).at(clock);
        phone = Phone.start(options);
        phone.add(server.bank().offer(), Optional.of(ExampleBank.TX_CODE));
        String old = phone.cards().get(0).id();
        phone.close();

        clock.pass(Duration.ofDays(350));
        phone = Phone.start(options);

        waitUntil(() -> phone.cards().size() == 1 && !phone.cards().get(0).id().equals(old));
    }

    @Test
    void a_phone_that_was_started_for_it_answers_as_a_program_says() throws Exception {
        startAgainForPrograms();
        BankRequest shared = server.bank().ask(CallBinding.DISPLAY);
        BankRequest refused = server.bank().ask(CallBinding.DISPLAY);

        server.push(BankServer.message(shared));
        assertThat(post("script/answer?action=allow")).isEqualTo(200);
        server.push(BankServer.message(refused));
        assertThat(post("script/answer?action=deny")).isEqualTo(200);

        assertThat(shared.outcome()).isEqualTo("verified");
        assertThat(refused.outcome()).isEqualTo("declined");
        assertThat(post("script/answer?action=guess")).isEqualTo(400);
    }

    @Test
    void no_program_answers_on_a_phone_that_was_not_started_for_it() throws Exception {
        BankRequest request = server.bank().ask(CallBinding.DISPLAY);
        server.push(BankServer.message(request));

        assertThat(post("script/answer?action=allow")).isEqualTo(404);
        assertThat(request.outcome()).isNotEqualTo("verified");
    }

    @Test
    void a_page_of_another_site_cannot_play_the_program() throws Exception {
        startAgainForPrograms();
        BankRequest request = server.bank().ask(CallBinding.DISPLAY);
        server.push(BankServer.message(request));

        assertThat(post("script/answer?action=allow", "Origin", "https://evil.example"))
                .isEqualTo(403);
        assertThat(request.outcome()).isNotEqualTo("verified");
    }

    private void startAgainForPrograms() {
        int port = phone.address().getPort();
        phone.close();
        phone = Phone.start(PhoneOptions.in(directory).onPort(port).scripted());
    }

    private void waitForInbox() {
        waitUntil(() -> server.hasListeners(1));
    }

    private static void waitUntil(BooleanSupplier is) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!is.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(is.getAsBoolean()).isTrue();
    }

    @Test
    void a_push_to_an_address_that_was_guessed_is_not_found() throws Exception {
        assertThat(post("/push/guessed", "TTL", "60", "Content-Encoding", "aes128gcm"))
                .isEqualTo(404);
    }

    @Test
    void a_push_without_the_banks_signature_is_refused() throws Exception {
        String path =
                URI.create(server.bank().push().orElseThrow().address().value()).getPath();

        assertThat(post(path, "TTL", "60", "Content-Encoding", "aes128gcm")).isEqualTo(401);
        assertThat(post(path, "TTL", "60", "Content-Encoding", "aes128gcm", "Authorization", "vapid t=a.b.c, k=x"))
                .isEqualTo(403);
    }

    @Test
    void a_push_of_anything_but_an_encrypted_message_is_refused() throws Exception {
        URI endpoint = URI.create(server.bank().push().orElseThrow().address().value());
        String authorization = server.vapid(endpoint.getScheme() + "://" + endpoint.getAuthority());

        assertThat(post(
                        endpoint.getPath(),
                        "TTL",
                        "60",
                        "Content-Encoding",
                        "aes128gcm",
                        "Authorization",
                        authorization))
                .isEqualTo(400);
        assertThat(post(endpoint.getPath(), "Authorization", authorization)).isEqualTo(400);
    }

    @Test
    void a_page_of_another_site_cannot_command_the_phone() throws Exception {
        assertThat(post(
                        "/api/prompts/p1/approve",
                        "Origin",
                        "https://evil.example",
                        "Content-Type",
                        "application/json"))
                .isEqualTo(403);
        assertThat(post("/api/prompts/p1/approve", "Content-Type", "text/plain"))
                .isEqualTo(415);
    }

    @Test
    void what_the_phone_holds_is_there_after_a_restart() {
        phone.close();

        phone = Phone.start(PhoneOptions.in(directory).onPort(0));

        assertThat(phone.cards()).hasSize(1);
    }

    @Test
    void the_command_line_says_what_it_expects() {
        assertThat(PhoneMain.parse("--port", "9000").port()).isEqualTo(9000);
        assertThat(PhoneMain.parse().port()).isEqualTo(PhoneOptions.DEFAULT_PORT);
        assertThat(PhoneMain.parse("--scripted", "yes").thumb()).isEqualTo(PhoneOptions.Thumb.A_PROGRAM_TOO);
        assertThatThrownBy(() -> PhoneMain.parse("--scripted", "1")).hasMessageContaining("yes or no");
        assertThatThrownBy(() -> PhoneMain.parse("--speed", "1")).hasMessageContaining("--port");
    }
}
