package dev.countersign.service.push.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundHttp.Reply;
import dev.countersign.service.platform.OutboundHttp.Request;
import dev.countersign.service.platform.OutboundRefusedException;
import dev.countersign.service.platform.OutboundUnavailableException;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.push.ClaimedPush;
import dev.countersign.service.push.PhoneId;
import dev.countersign.service.push.PushAddress;
import dev.countersign.service.push.PushAttempt;
import dev.countersign.service.push.PushMessage;
import dev.countersign.service.push.PushSubscription;
import dev.countersign.service.push.QueuedPush;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What FCM in trouble makes of an attempt, on whichever of its two endpoints. */
class FcmTroubleTest {
    private static final PublicUrl BANK = new PublicUrl(URI.create("https://identity.bank.example"));
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String TOKENS = "https://tokens.example/token";

    @TempDir
    Path directory;

    private Path account;

    @BeforeEach
    void a_service_account() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        String key = Base64.getMimeEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        account = Files.write(
                directory.resolve("account.json"),
                Json.print(Json.object()
                        .put("project_id", "example-bank")
                        .put("client_email", "push@example-bank.example")
                        .put("private_key_id", "key-1")
                        .put("private_key", "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n")
                        .put("token_uri", TOKENS)));
    }

    @Test
    void fcm_that_is_too_slow_is_asked_again() {
        assertThat(messagesEndIn(new SocketTimeoutException())).isEqualTo(new PushAttempt.NotNow(Optional.empty()));
    }

    @Test
    void fcm_that_is_left_alone_is_asked_again_when_the_pause_is_over() {
        assertThat(messagesEndIn(new OutboundUnavailableException(Duration.ofSeconds(12))))
                .isEqualTo(new PushAttempt.NotNow(Optional.of(Duration.ofSeconds(12))));
    }

    @Test
    void an_address_of_fcm_that_leads_inside_is_the_operators_trouble() {
        assertThat(messagesEndIn(new OutboundRefusedException("address"))).isEqualTo(new PushAttempt.NotAllowed());
    }

    @Test
    void a_token_endpoint_that_is_busy_is_waited_for_as_long_as_it_asks() {
        assertThat(attempt((request, limits) -> new Reply(503, Map.of("retry-after", List.of("9")), new byte[0])))
                .isEqualTo(new PushAttempt.NotNow(Optional.of(Duration.ofSeconds(9))));
    }

    @Test
    void a_token_endpoint_that_does_not_answer_is_asked_again() {
        assertThat(attempt((request, limits) -> {
                    throw new SocketTimeoutException();
                }))
                .isEqualTo(new PushAttempt.NotNow(Optional.empty()));
    }

    @Test
    void a_token_endpoint_that_talks_nonsense_is_the_operators_trouble() {
        assertThat(attempt((request, limits) -> reply(200, "<html>"))).isEqualTo(new PushAttempt.NotAllowed());
    }

    @Test
    void a_page_in_the_place_of_fcms_answer_does_not_make_us_forget_the_phone() {
        assertThat(attempt((request, limits) ->
                        request.uri().toString().equals(TOKENS) ? token() : reply(404, "<html>not found</html>")))
                .isEqualTo(new PushAttempt.NotAllowed());
    }

    private PushAttempt messagesEndIn(IOException failure) {
        return attempt((request, limits) -> {
            if (request.uri().toString().equals(TOKENS)) {
                return token();
            }
            throw failure;
        });
    }

    /** FCM as a function. */
    private interface Fcm {
        Reply answer(Request request, OutboundHttp.Limits limits) throws IOException;
    }

    private PushAttempt attempt(Fcm fcm) {
        OutboundHttp http = fcm::answer;
        FcmSettings settings = new FcmSettings(Optional.of(account), URI.create("https://fcm.example"), BANK);
        // RFC 8291 section 5: the keys of its example.
        PushSubscription phone = PushSubscription.parse(
                PushAddress.stored(PushPlatform.FCM, "fcm-token:APA91bExample"),
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                "BTBZMqHH6r4Tts7J_aSIgg");
        ClaimedPush message = new ClaimedPush(
                new QueuedPush(
                        "1", new PhoneId("phone"), PushMessage.Kind.RING, "{}", NOW.plusSeconds(60), "reference"),
                "lease",
                1);
        return new FcmSender(settings, new FcmTokens(http, CLOCK), http, CLOCK).push(phone, message);
    }

    private static Reply token() {
        return reply(200, "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3599}");
    }

    private static Reply reply(int status, String body) {
        return new Reply(
                status, Map.of("content-type", List.of("application/json")), body.getBytes(StandardCharsets.UTF_8));
    }
}
