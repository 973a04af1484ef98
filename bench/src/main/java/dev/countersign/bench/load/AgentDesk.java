package dev.countersign.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.samples.bank.Api;
import dev.countersign.samples.bank.EventStream;
import dev.countersign.samples.bank.StepFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * An agent with the console open: it follows the agent's events, and when a challenge is verified it reads the challenge and the
 * identity, as the console's page does.
 */
final class AgentDesk {
    private static final Executor PAGES = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "page");
        thread.setDaemon(true);
        return thread;
    });

    private final Api agent;
    private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();

    private AgentDesk(Api agent) {
        this.agent = agent;
    }

    private record Awaited(String interaction, CompletableFuture<Seen> screen) {}

    /**
     * What the page has in the end.
     *
     * @param readNanos how long reading the identity took
     * @param atNanos when it was there, by {@link System#nanoTime}
     */
    record Seen(JsonNode identity, long readNanos, long atNanos) {}

    /** Opens the page. */
    static AgentDesk open(Api agent) throws IOException, InterruptedException {
        AgentDesk desk = new AgentDesk(agent);
        EventStream events = EventStream.open(agent.events("/api/v1/console/events"));
        PAGES.execute(() -> desk.follow(events));
        return desk;
    }

    Api agent() {
        return agent;
    }

    /** Returns what the page will show for a challenge of this interaction. */
    CompletableFuture<Seen> awaits(String challenge, String interactionPath) {
        Awaited awaits = new Awaited(interactionPath, new CompletableFuture<>());
        awaited.put(challenge, awaits);
        return awaits.screen();
    }

    private void follow(EventStream events) {
        try {
            while (true) {
                JsonNode event = events.next();
                String challenge = event.path("challenge").asText();
                if (event.path("state").asText().equals("verified") && awaited.containsKey(challenge)) {
                    Awaited due = awaited.remove(challenge);
                    PAGES.execute(() -> show(challenge, due));
                }
            }
        } catch (StepFailure | UncheckedIOException e) {
            awaited.values().forEach(waiting -> waiting.screen().completeExceptionally(e));
        }
    }

    private void show(String challenge, Awaited due) {
        try {
            agent.get("/api/v1/challenges/" + challenge);
            long start = System.nanoTime();
            JsonNode identity = agent.get(due.interaction() + "/identity");
            long end = System.nanoTime();
            due.screen().complete(new Seen(identity, end - start, end));
        } catch (IOException | StepFailure e) {
            due.screen().completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            due.screen().completeExceptionally(e);
        }
    }
}
