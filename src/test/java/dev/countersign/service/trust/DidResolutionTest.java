package dev.countersign.service.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.did.Did;
import dev.countersign.did.DidKey;
import dev.countersign.did.Resolution;
import dev.countersign.did.ResolutionError;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.service.platform.PublicUrl;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DidResolutionTest {
    private static final String DOCUMENT = "https://other.example/.well-known/did.json";
    private static final Did OTHER = Did.parse("did:web:other.example");

    private final TrustScene scene = new TrustScene();

    @Test
    void a_did_that_is_its_own_key_needs_no_network() {
        Did did = DidKey.of(Keys.generate(SignatureAlgorithm.EDDSA).getPublic());

        assertThat(scene.dids.resolve(did)).isInstanceOf(Resolution.Resolved.class);
        assertThat(scene.hosts.asked).isEmpty();
    }

    @Test
    void a_document_is_remembered_for_five_minutes() {
        scene.hosts.servesJson(DOCUMENT, "{\"id\":\"did:web:other.example\"}");
        scene.dids.resolve(OTHER);
        scene.clock.passes(Duration.ofMinutes(5).minusMillis(1));
        scene.dids.resolve(OTHER);
        assertThat(scene.hosts.asked).hasSize(1);

        scene.clock.passes(Duration.ofMillis(1));
        scene.dids.resolve(OTHER);
        assertThat(scene.hosts.asked).hasSize(2);
    }

    @Test
    void a_host_that_is_down_and_one_without_the_document_are_told_apart() {
        assertFailed(ResolutionError.UNREACHABLE);
        scene.clock.passes(Duration.ofSeconds(10));
        scene.hosts.answers(DOCUMENT, 404);
        assertFailed(ResolutionError.NOT_FOUND);
        scene.clock.passes(Duration.ofSeconds(10));
        scene.hosts.answers(DOCUMENT, 301);
        assertFailed(ResolutionError.UNREACHABLE);
    }

    @Test
    void loopback_hosts_are_known_in_development_only() {
        Did local = Did.parse("did:web:localhost%3A8080");
        scene.hosts.servesJson("http://localhost:8080/.well-known/did.json", "{\"id\":\"did:web:localhost%3A8080\"}");
        DidResolution development =
                new DidResolution(scene.remote, new PublicUrl(URI.create("http://localhost:8080")), scene.clock);

        assertThat(scene.dids.resolve(local)).isInstanceOf(Resolution.Failed.class);
        assertThat(scene.hosts.asked).isEmpty();
        assertThat(development.resolve(local)).isInstanceOf(Resolution.Resolved.class);
    }

    private void assertFailed(ResolutionError error) {
        assertThat(scene.dids.resolve(OTHER))
                .isInstanceOfSatisfying(Resolution.Failed.class, failed -> assertThat(failed.error())
                        .isEqualTo(error));
    }
}
