package dev.countersign.did;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Remembers what another resolver found, within a {@link CachePolicy}.
 *
 * <p>Each version of a document is remembered for itself. Many who ask for one thing at once cause one resolution. Failures
 * are remembered too, for a shorter time, so that a dead host does not cost every caller its time-out. Nothing is returned
 * after its lifetime, not even when the host is dead: an old document may hold a key that was given up.
 */
public final class CachingDidResolver implements DidResolver {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final DidResolver resolver;
    private final CachePolicy policy;
    private final Clock clock;
    private final Cache<Question, CompletableFuture<Answer>> answers;

    /** Makes one that remembers nothing yet. */
    public CachingDidResolver(DidResolver resolver, CachePolicy policy, Clock clock) {
        this.resolver = resolver;
        this.policy = policy;
        this.clock = clock;
        this.answers = CacheBuilder.newBuilder()
                // One list of use for all: what goes is what was not used for longest.
                .concurrencyLevel(1)
                .maximumSize(policy.maxEntries())
                .build();
    }

    private record Question(Did did, ResolutionOptions options) {}

    private record Answer(Resolution resolution, Instant since) {}

    @Override
    public Resolution resolve(Did did, ResolutionOptions options) {
        return resolvedWithin(did, options, FOR_EVER);
    }

    /** Returns what became of the DID, found now or no longer ago than {@code age}: a second look when a key is missing. */
    public Resolution resolvedWithin(Did did, ResolutionOptions options, Duration age) {
        Question question = new Question(did, options);
        Instant now = clock.instant();
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> there = answers.asMap()
                .compute(question, (same, known) -> known != null && isUsable(did, known, now, age) ? known : mine);
        if (there == mine) {
            fill(question, mine);
        }
        return there.join().resolution();
    }

    /** Returns what is remembered of the DID and may still be used; never resolves. */
    public Optional<Resolution> remembered(Did did, ResolutionOptions options) {
        CompletableFuture<Answer> known = answers.getIfPresent(new Question(did, options));
        return known != null && known.isDone() && isUsable(did, known, clock.instant(), FOR_EVER)
                ? Optional.of(known.join().resolution())
                : Optional.empty();
    }

    private void fill(Question question, CompletableFuture<Answer> mine) {
        try {
            Resolution found = resolver.resolve(question.did(), question.options());
            mine.complete(new Answer(found, clock.instant()));
            if (policy.lifetime(question.did(), found).isZero()) {
                answers.asMap().remove(question, mine);
            }
        } finally {
            // Only when the resolver threw: those who wait must not wait for ever, and the next one tries again.
            if (mine.completeExceptionally(new IllegalStateException("the resolution broke"))) {
                answers.asMap().remove(question, mine);
            }
        }
    }

    // Whoever comes while an answer is being found waits for it, however young it must be.
    private boolean isUsable(Did did, CompletableFuture<Answer> known, Instant now, Duration age) {
        if (!known.isDone()) {
            return true;
        }
        if (known.isCompletedExceptionally()) {
            return false;
        }
        Answer answer = known.join();
        return now.isBefore(answer.since().plus(policy.lifetime(did, answer.resolution())))
                && now.isBefore(answer.since().plus(age));
    }
}
