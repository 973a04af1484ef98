package dev.countersign.service.push.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundRefusedException;
import dev.countersign.service.platform.OutboundUnavailableException;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.push.ClaimedPush;
import dev.countersign.service.push.PhoneId;
import dev.countersign.service.push.PushAttempt;
import dev.countersign.service.push.PushEndpoint;
import dev.countersign.service.push.PushMessage;
import dev.countersign.service.push.PushSubscription;
import dev.countersign.service.push.QueuedPush;
import dev.countersign.service.push.ServerKeys;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebPushSenderTest {
    private static final PublicUrl BANK = new PublicUrl(URI.create("https://identity.bank.example"));
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final ClaimedPush MESSAGE = new ClaimedPush(
            new QueuedPush("1", new PhoneId("phone"), PushMessage.Kind.RING, "{}", NOW.plusSeconds(60), "reference"),
            "lease",
            1);

    @Test
    void a_push_service_that_is_left_alone_is_tried_again_when_the_pause_is_over() {
        assertThat(attempt(new OutboundUnavailableException(Duration.ofSeconds(12))))
                .isEqualTo(new PushAttempt.NotNow(Optional.of(Duration.ofSeconds(12))));
    }

    @Test
    void a_push_service_that_is_too_slow_is_tried_again() {
        assertThat(attempt(new SocketTimeoutException())).isEqualTo(new PushAttempt.NotNow(Optional.empty()));
    }

    @Test
    void an_endpoint_that_leads_inside_is_given_up() {
        assertThat(attempt(new OutboundRefusedException("address"))).isEqualTo(new PushAttempt.Refused());
    }

    private static PushAttempt attempt(IOException failure) {
        OutboundHttp http = (request, limits) -> {
            assertThat(limits.use()).isEqualTo(OutboundHttp.Use.PUSH);
            throw failure;
        };
        ServerKeys keys = new ServerKeys();
        VapidTokens tokens = new VapidTokens(keys, keys.applicationServerKey(), Optional.empty(), BANK, CLOCK);
        // RFC 8291 section 5: the keys of its example.
        PushSubscription phone = PushSubscription.parse(
                PushEndpoint.parse("https://push.example.net/x1", BANK),
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                "BTBZMqHH6r4Tts7J_aSIgg");
        return new WebPushSender(http, tokens, CLOCK).push(phone, MESSAGE);
    }
}
