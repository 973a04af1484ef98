package dev.countersign.samples.phone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Answers the request that waits, as a program says: for conformance suites and load tests, which have no thumb. Only on a phone that was
 * started for it ({@link PhoneOptions#scripted}).
 */
final class Script {
    /** How long a request may still be on its way. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PhoneWallet wallet;

    Script(PhoneWallet wallet) {
        this.wallet = wallet;
    }

    /** What the customer does. */
    enum Action {
        /** Shares what is asked for, and no optional claim; a number to type is not known here, so such a request is not taken. */
        ALLOW,
        /** Says no. */
        DENY,
        /** Says: I am not on this call. */
        REPORT;

        static Action parse(String name) {
            for (Action action : values()) {
                if (action.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return action;
                }
            }
            throw new IllegalArgumentException("action (expected: allow, deny, report)");
        }
    }

    /** Waits for a request if there is none, answers the newest, and returns what came of it; {@code nothing} when none came. */
    ObjectNode answer(Action action) throws InterruptedException {
        Optional<Waiting> request = newest();
        if (!request.isPresent()) {
            return Outcomes.outcome("nothing");
        }
        ObjectNode opened = wallet.open(request.get().id());
        String prompt = opened.path("prompt").path("id").asText();
        if (prompt.isEmpty()) {
            return opened;
        }
        return switch (action) {
            case ALLOW -> wallet.approve(prompt, Set.of(), Optional.empty());
            case DENY -> wallet.decline(prompt);
            case REPORT -> wallet.report(prompt);
        };
    }

    private Optional<Waiting> newest() throws InterruptedException {
        CompletableFuture<Waiting> came = new CompletableFuture<>();
        Runnable look = () -> {
            List<Waiting> waiting = wallet.snapshot().waiting();
            if (!waiting.isEmpty()) {
                came.complete(waiting.get(waiting.size() - 1));
            }
        };
        wallet.watch(look);
        try {
            look.run();
            return Optional.of(came.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("looking does not fail", e);
        } finally {
            wallet.unwatch(look);
        }
    }
}
