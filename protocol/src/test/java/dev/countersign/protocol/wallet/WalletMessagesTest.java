package dev.countersign.protocol.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalletMessagesTest {

    private static final PushSubscription PUSH =
            PushSubscription.webPush(URI.create("https://push.example/1"), point(65), Base64Url.encode(new byte[16]));

    private static final URI REQUEST = URI.create("openid4vp://?client_id=x");
    private static final Instant EXPIRES = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"chl_1/../chl_2/declined", "..", "", "chl_1?x", "chl 1", "chl_%31"})
    void a_challenge_whose_name_leads_to_another_endpoint_is_refused(String name) {
        var json = new PushMessage(REQUEST, EXPIRES, Optional.empty()).toJson().put("challenge", name);
        assertThatExceptionOfType(MalformedInputException.class).isThrownBy(() -> PushMessage.parse(json));
    }

    @Test
    void an_arrival_by_a_way_that_does_not_exist_is_refused() {
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> Arrival.parse(Json.object().put("channel", "pigeon")));
    }

    @Test
    void every_message_is_read_back_as_it_was_printed() {
        var enrolment = new EnrolmentRequest("secret", Platform.JVM, Optional.of("Desk phone"), Optional.of(PUSH));
        assertThat(EnrolmentRequest.parse(enrolment.toJson())).isEqualTo(enrolment);
        var bare = new EnrolmentRequest("secret", Platform.WEB, Optional.empty(), Optional.empty());
        assertThat(EnrolmentRequest.parse(bare.toJson())).isEqualTo(bare);
        var enrolled = new Enrolled(
                "wal_1", new Enrolled.Organisation("did:web:bank.example", "Bank"), "BK", "/wallet/v1/inbox");
        assertThat(Enrolled.parse(enrolled.toJson())).isEqualTo(enrolled);
        var profile = new OrganisationProfile("did:web:bank.example", "Bank", Optional.empty(), "BK");
        assertThat(OrganisationProfile.parse(profile.toJson())).isEqualTo(profile);
        var push = new PushMessage(REQUEST, EXPIRES, Optional.of("chl_1"));
        assertThat(PushMessage.parse(push.toJson())).isEqualTo(push);
        var older = new PushMessage(REQUEST, EXPIRES, Optional.empty());
        assertThat(PushMessage.parse(older.toJson())).isEqualTo(older);
        for (Arrival.Channel channel : Arrival.Channel.values()) {
            assertThat(Arrival.parse(new Arrival(channel).toJson())).isEqualTo(new Arrival(channel));
        }
        var page = new ReceiptPage(List.of(new ReceiptPage.Item("chl_1", "a.b.c")), Optional.empty());
        assertThat(ReceiptPage.parse(page.toJson())).isEqualTo(page);
        var invitation = new EnrolmentInvitation(URI.create("https://bank.example/wallet/v1/enrolments"), "code");
        var response = Json.object();
        response.set(EnrolmentInvitation.MEMBER, invitation.toJson());
        assertThat(EnrolmentInvitation.find(response)).contains(invitation);
        assertThat(EnrolmentInvitation.find(Json.object())).isEmpty();
        var refused = new AnswerRefused(AnswerRefused.WRONG_NUMBER, "try again", OptionalInt.of(2));
        assertThat(AnswerRefused.parse(refused.toJson())).isEqualTo(refused);
        for (InboxEvent event : List.of(
                new InboxEvent.Challenge(push),
                new InboxEvent.Closed("chl_1", "verified"),
                new InboxEvent.Receipt("chl_1"))) {
            assertThat(InboxEvent.parse(event.event(), event.data())).contains(event);
        }
        for (InboxEvent event : List.of(new InboxEvent.Challenge(push), new InboxEvent.Closed("chl_1", "verified"))) {
            assertThat(InboxEvent.parsePushed(event.pushed())).isEqualTo(event);
        }
    }

    @Test
    void an_event_of_a_later_version_is_skipped() {
        assertThat(InboxEvent.parse("weather", Json.object())).isEmpty();
    }

    @Test
    void an_enrolment_with_a_member_nobody_knows_is_refused() {
        var json = new EnrolmentRequest("secret", Platform.JVM, Optional.empty(), Optional.empty()).toJson();
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> EnrolmentRequest.parse(json.put("customer_number", "1")));
    }

    @Test
    void a_subscription_is_read_back_whatever_the_platform() {
        for (PushPlatform platform : PushPlatform.values()) {
            String value =
                    platform == PushPlatform.FCM || platform == PushPlatform.APNS ? "0a1b2c" : "https://push.example/1";
            var subscription =
                    new PushSubscription(new PushSubscription.Address(platform, value), PUSH.p256dh(), PUSH.auth());
            assertThat(PushSubscription.parse(subscription.toJson())).isEqualTo(subscription);
            assertThat(subscription.address()).asString().doesNotContain(value);
        }
        var older = PUSH.toJson();
        older.remove("platform");
        assertThat(PushSubscription.parse(older)).isEqualTo(PUSH);
    }

    @Test
    void a_token_where_an_endpoint_belongs_is_refused_and_the_other_way_round() {
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> PushSubscription.parse(PUSH.toJson().put("platform", "fcm")));
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> PushSubscription.parse(PUSH.toJson().put("token", "0a1b2c")));
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> PushSubscription.parse(PUSH.toJson().put("platform", "pigeon")));
    }

    @Test
    void a_subscription_with_a_key_of_the_wrong_length_is_refused() {
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> PushSubscription.parse(PUSH.toJson().put("p256dh", point(64))));
        assertThatExceptionOfType(MalformedInputException.class)
                .isThrownBy(() -> PushSubscription.parse(PUSH.toJson().put("auth", Base64Url.encode(new byte[15]))));
    }

    @Test
    void codes_do_not_show_in_logs() {
        assertThat(new EnrolmentRequest("secret", Platform.JVM, Optional.empty(), Optional.of(PUSH)))
                .asString()
                .doesNotContain("secret")
                .doesNotContain("push.example");
    }

    private static String point(int length) {
        byte[] point = new byte[length];
        point[0] = 4;
        return Base64Url.encode(point);
    }
}
