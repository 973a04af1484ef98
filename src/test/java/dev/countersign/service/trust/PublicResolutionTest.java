package dev.countersign.service.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.did.Did;
import dev.countersign.did.DidKey;
import dev.countersign.did.Resolution;
import dev.countersign.did.ResolutionError;
import dev.countersign.did.ResolutionOptions;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PublicResolutionTest {
    private static final Did OTHER = Did.parse("did:web:other.example");

    private final TrustScene scene = new TrustScene();
    private final OrganisationDid organisation = scene.organisation.organisation;
    private final PublicResolution resolution =
            new PublicResolution(scene.remote, scene.publicUrl, organisation, scene.clock, 2, 3);

    @Test
    void our_own_did_is_answered_without_asking_ourselves_over_the_network() {
        assertThat(resolve(organisation.did()))
                .isInstanceOfSatisfying(Resolution.Resolved.class, resolved -> assertThat(resolved.document())
                        .isEqualTo(organisation.document()));
        assertThat(scene.hosts.asked).isEmpty();
    }

    @Test
    void strangers_together_cause_so_many_fetches_in_a_minute_and_no_more() {
        for (int i = 0; i < 3; i++) {
            resolve(Did.parse("did:web:" + i + "a.example"));
        }

        tooMany(() -> resolve(OTHER));
        assertThat(scene.hosts.asked).hasSize(3);
        scene.clock.passes(Duration.ofSeconds(20));
        assertThat(resolve(OTHER)).isInstanceOf(Resolution.Failed.class);
    }

    @Test
    void what_is_remembered_or_needs_no_network_costs_no_fetch() {
        scene.hosts.servesJson("https://other.example/.well-known/did.json", "{\"id\":\"did:web:other.example\"}");
        Did key = DidKey.of(Keys.generate(SignatureAlgorithm.EDDSA).getPublic());

        for (int i = 0; i < 10; i++) {
            assertThat(resolve(OTHER)).isInstanceOf(Resolution.Resolved.class);
            assertThat(resolve(key)).isInstanceOf(Resolution.Resolved.class);
        }
        assertThat(scene.hosts.asked).hasSize(1);
    }

    @Test
    void a_dead_host_is_not_asked_again_for_every_stranger() {
        for (int i = 0; i < 10; i++) {
            assertThat(resolve(OTHER))
                    .isInstanceOfSatisfying(Resolution.Failed.class, failed -> assertThat(failed.error())
                            .isEqualTo(ResolutionError.UNREACHABLE));
        }
        assertThat(scene.hosts.asked).hasSize(1);
    }

    @Test
    void what_strangers_ask_is_not_in_the_memory_of_the_verification() {
        scene.hosts.servesJson("https://other.example/.well-known/did.json", "{\"id\":\"did:web:other.example\"}");
        resolve(OTHER);

        scene.dids.resolve(OTHER);
        assertThat(scene.hosts.asked).hasSize(2);
    }

    @Test
    void one_caller_asks_so_often_in_a_minute_and_another_is_not_hindered() throws Exception {
        resolution.admit(caller("192.0.2.1"));
        resolution.admit(caller("192.0.2.1"));

        tooMany(() -> resolution.admit(caller("192.0.2.1")));
        assertThatCode(() -> resolution.admit(caller("192.0.2.2"))).doesNotThrowAnyException();
        scene.clock.passes(Duration.ofSeconds(30));
        assertThatCode(() -> resolution.admit(caller("192.0.2.1"))).doesNotThrowAnyException();
    }

    @Test
    void a_caller_with_a_whole_network_of_addresses_is_one_caller() throws Exception {
        resolution.admit(caller("2001:db8:1:2::1"));
        resolution.admit(caller("2001:db8:1:2:ffff::2"));

        tooMany(() -> resolution.admit(caller("2001:db8:1:2::3")));
        assertThatCode(() -> resolution.admit(caller("2001:db8:1:3::1"))).doesNotThrowAnyException();
    }

    private Resolution resolve(Did did) {
        return resolution.resolve(did, ResolutionOptions.LATEST);
    }

    private static void tooMany(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
            assertThat(problem.retryAfter()).isPresent();
        });
    }

    private static CallerAddress caller(String address) throws UnknownHostException {
        return new CallerAddress(InetAddress.getByName(address));
    }
}
