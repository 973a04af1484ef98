package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CachingDidResolverTest {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final Duration FAILURE_LIFETIME = Duration.ofSeconds(10);
    private static final CachePolicy POLICY = CachePolicy.of(3, LIFETIME, FAILURE_LIFETIME);
    private static final Did BANK = Did.parse("did:web:bank.example");

    private final MovingClock clock = new MovingClock();
    private final List<Did> asked = new ArrayList<>();
    private Resolution answer = resolved(BANK);
    private final DidResolver host = (did, options) -> {
        asked.add(did);
        return answer instanceof Resolution.Resolved ? resolved(did) : answer;
    };
    private final CachingDidResolver cache = new CachingDidResolver(host, POLICY, clock);

    @Test
    void a_document_is_found_once_and_again_when_its_lifetime_is_over() {
        cache.resolve(BANK);
        clock.passes(LIFETIME.minusNanos(1));
        cache.resolve(BANK);
        assertThat(asked).hasSize(1);
        assertThat(cache.remembered(BANK, ResolutionOptions.LATEST)).contains(resolved(BANK));

        clock.passes(Duration.ofNanos(1));
        assertThat(cache.remembered(BANK, ResolutionOptions.LATEST)).isEmpty();
        cache.resolve(BANK);
        assertThat(asked).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_FOUND", "UNREACHABLE", "INVALID_DID_DOCUMENT", "INTERNAL_ERROR", "INVALID_DID"})
    void a_dead_host_costs_one_time_out_in_its_short_lifetime_and_is_then_asked_again(ResolutionError error) {
        answer = new Resolution.Failed(error, "");

        cache.resolve(BANK);
        clock.passes(FAILURE_LIFETIME.minusNanos(1));
        assertThat(cache.resolve(BANK)).isEqualTo(answer);
        assertThat(asked).hasSize(1);

        clock.passes(Duration.ofNanos(1));
        answer = resolved(BANK);
        assertThat(cache.resolve(BANK)).isInstanceOf(Resolution.Resolved.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"METHOD_NOT_SUPPORTED", "FEATURE_NOT_SUPPORTED"})
    void nonsense_of_strangers_pushes_no_document_out(ResolutionError error) {
        cache.resolve(BANK);
        answer = new Resolution.Failed(error, "");
        for (int i = 0; i < 10; i++) {
            cache.resolve(Did.parse("did:web:stranger" + i + ".example"));
        }

        assertThat(cache.remembered(BANK, ResolutionOptions.LATEST)).isPresent();
    }

    @Test
    void a_did_that_was_given_up_is_remembered_as_long_as_a_document() {
        answer = new Resolution.Deactivated(BANK, Optional.empty(), DocumentMetadata.NONE);

        cache.resolve(BANK);
        clock.passes(FAILURE_LIFETIME);
        cache.resolve(BANK);

        assertThat(asked).hasSize(1);
    }

    @Test
    void no_more_is_kept_than_the_policy_says_and_what_was_not_used_goes_first() {
        for (int i = 0; i < 3; i++) {
            cache.resolve(Did.parse("did:web:" + i + "a.example"));
        }
        cache.resolve(Did.parse("did:web:0a.example"));
        cache.resolve(BANK);

        assertThat(cache.remembered(Did.parse("did:web:1a.example"), ResolutionOptions.LATEST))
                .isEmpty();
        assertThat(cache.remembered(Did.parse("did:web:0a.example"), ResolutionOptions.LATEST))
                .isPresent();
    }

    @Test
    void each_method_has_its_own_lifetime_and_keys_are_not_kept_at_all() {
        CachingDidResolver byMethod = new CachingDidResolver(host, POLICY.with("webvh", Duration.ofSeconds(30)), clock);
        Did log = Did.parse("did:webvh:Q:bank.example");
        Did key = Did.parse("did:key:z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC");

        byMethod.resolve(log);
        byMethod.resolve(BANK);
        byMethod.resolve(key);
        clock.passes(Duration.ofSeconds(30));

        assertThat(byMethod.remembered(log, ResolutionOptions.LATEST)).isEmpty();
        assertThat(byMethod.remembered(BANK, ResolutionOptions.LATEST)).isPresent();
        byMethod.resolve(key);
        assertThat(asked).containsExactly(log, BANK, key, key);
    }

    @Test
    void a_version_is_not_taken_for_another() {
        cache.resolve(BANK, ResolutionOptions.versionId("1"));
        cache.resolve(BANK, ResolutionOptions.versionId("2"));
        cache.resolve(BANK);

        assertThat(asked).hasSize(3);
    }

    @Test
    void a_second_look_asks_again_when_the_answer_is_too_old_for_it() {
        cache.resolve(BANK);
        clock.passes(Duration.ofSeconds(29));
        cache.resolvedWithin(BANK, ResolutionOptions.LATEST, Duration.ofSeconds(30));
        assertThat(asked).hasSize(1);

        clock.passes(Duration.ofSeconds(1));
        cache.resolvedWithin(BANK, ResolutionOptions.LATEST, Duration.ofSeconds(30));
        assertThat(asked).hasSize(2);
    }

    @Test
    void many_who_ask_at_once_cause_one_resolution() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CachingDidResolver slow = new CachingDidResolver(
                (did, options) -> {
                    asked.add(did);
                    started.countDown();
                    await(release);
                    return resolved(did);
                },
                POLICY,
                clock);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Resolution>> waiting = new ArrayList<>();
            waiting.add(callers.submit(() -> slow.resolve(BANK)));
            started.await();
            for (int i = 0; i < 3; i++) {
                waiting.add(callers.submit(() -> slow.resolve(BANK)));
            }
            assertThat(slow.remembered(BANK, ResolutionOptions.LATEST)).isEmpty();
            release.countDown();
            for (Future<Resolution> one : waiting) {
                assertThat(one.get()).isEqualTo(resolved(BANK));
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_resolver_that_breaks_its_contract_is_asked_again_and_leaves_nobody_waiting() {
        List<Did> broken = new ArrayList<>();
        CachingDidResolver breaking = new CachingDidResolver(
                (did, options) -> {
                    broken.add(did);
                    throw new IllegalStateException("broken");
                },
                POLICY,
                clock);

        assertThatThrownBy(() -> breaking.resolve(BANK)).hasMessage("broken");
        assertThatThrownBy(() -> breaking.resolve(BANK)).hasMessage("broken");
        assertThat(broken).hasSize(2);
    }

    @Test
    void a_policy_without_sense_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CachePolicy.of(0, LIFETIME, FAILURE_LIFETIME));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CachePolicy.of(1, Duration.ofSeconds(-1), FAILURE_LIFETIME));
    }

    private static Resolution resolved(Did did) {
        return new Resolution.Resolved(
                DidDocument.describing(did).build(), ResolutionMetadata.DID_DOCUMENT, DocumentMetadata.NONE);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
