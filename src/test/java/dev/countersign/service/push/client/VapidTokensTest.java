package dev.countersign.service.push.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.service.MovingClock;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.push.PushEndpoint;
import dev.countersign.service.push.ServerKeys;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VapidTokensTest {
    private static final PublicUrl BANK = new PublicUrl(URI.create("https://identity.bank.example"));
    private static final PushEndpoint ENDPOINT = PushEndpoint.parse("https://push.example.net/x1", BANK);

    private final ServerKeys keys = new ServerKeys();
    private final MovingClock clock = new MovingClock();
    private final VapidTokens tokens =
            new VapidTokens(keys, keys.applicationServerKey(), Optional.empty(), BANK, clock);

    @Test
    void the_token_is_for_the_origin_signed_by_the_key_beside_it_and_short_lived() {
        ObjectNode claims = claims(tokens.authorization(ENDPOINT));
        assertThat(claims.path("aud").textValue()).isEqualTo("https://push.example.net");
        assertThat(claims.path("sub").textValue()).isEqualTo("https://identity.bank.example");
        assertThat(Instant.ofEpochSecond(claims.path("exp").longValue()))
                .isAfter(clock.instant())
                .isBeforeOrEqualTo(clock.instant().plus(Duration.ofHours(24)));
    }

    @Test
    void one_token_serves_all_endpoints_of_an_origin_until_shortly_before_it_expires() {
        String first = tokens.authorization(ENDPOINT);
        clock.passes(VapidTokens.LIFETIME.minus(VapidTokens.MARGIN).minusSeconds(1));
        assertThat(tokens.authorization(PushEndpoint.parse("https://push.example.net/another", BANK)))
                .isEqualTo(first);
        clock.passes(Duration.ofSeconds(1));
        assertThat(tokens.authorization(ENDPOINT)).isNotEqualTo(first);
    }

    @Test
    void another_origin_gets_a_token_of_its_own() {
        PushEndpoint other = PushEndpoint.parse("https://push.example.net:8443/x1", BANK);
        assertThat(claims(tokens.authorization(other)).path("aud").textValue())
                .isEqualTo("https://push.example.net:8443");
    }

    @Test
    void a_token_that_was_refused_and_one_of_a_key_that_was_replaced_are_not_used_again() {
        String refused = tokens.authorization(ENDPOINT);
        clock.passes(Duration.ofSeconds(1));
        tokens.refused(ENDPOINT);
        String second = tokens.authorization(ENDPOINT);
        assertThat(second).isNotEqualTo(refused);
        keys.bringIntoForce(KeyUse.VAPID, keys.announce(KeyUse.VAPID));
        assertThat(tokens.authorization(ENDPOINT)).isNotEqualTo(second);
        assertThat(claims(tokens.authorization(ENDPOINT))).isNotEmpty();
    }

    @Test
    void push_services_are_told_the_contact_that_is_configured_and_none_in_development() {
        VapidTokens configured = new VapidTokens(
                keys, keys.applicationServerKey(), Optional.of("mailto:push@bank.example"), BANK, clock);
        assertThat(claims(configured.authorization(ENDPOINT)).path("sub").textValue())
                .isEqualTo("mailto:push@bank.example");
        PublicUrl localhost = new PublicUrl(URI.create("http://localhost:8080"));
        VapidTokens development =
                new VapidTokens(keys, keys.applicationServerKey(), Optional.empty(), localhost, clock);
        assertThat(claims(development.authorization(ENDPOINT)).has("sub")).isFalse();
    }

    private ObjectNode claims(String authorization) {
        assertThat(authorization)
                .startsWith("vapid t=")
                .endsWith(", k=" + keys.applicationServerKey().value());
        String jwt = authorization.substring("vapid t=".length(), authorization.indexOf(','));
        return Jws.parse(jwt)
                .verify(keys.publicKey(KeyUse.VAPID).toPublicKey(), EnumSet.of(SignatureAlgorithm.ES256))
                .fold(
                        Verification.Verified::value,
                        rejected -> {
                            throw new AssertionError(rejected.detail());
                        },
                        undecided -> {
                            throw new AssertionError(undecided.dependency());
                        });
    }
}
