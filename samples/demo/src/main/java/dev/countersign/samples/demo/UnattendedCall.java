package dev.countersign.samples.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.samples.bank.Api;
import dev.countersign.samples.bank.EventStream;
import dev.countersign.samples.bank.StepFailure;
import dev.countersign.samples.phone.Phone;
import dev.countersign.samples.phone.PhoneEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A whole call with nobody at the desk and a phone that approves by itself; every step is the real one. */
final class UnattendedCall {
    /** A sensitive value that an agent asks for by itself. */
    private static final String COVERED = "customer_number";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> OVER =
            Set.of("verified", "declined", "reported", "rejected", "undecided", "expired", "cancelled");

    private final Api agent;
    private final Phone phone;
    private final Timeline timeline;

    UnattendedCall(Api agent, Phone phone, Timeline timeline) {
        this.agent = agent;
        this.phone = phone;
        this.timeline = timeline;
    }

    /**
     * Plays the call to its end.
     *
     * @throws StepFailure when a step does not do what it should
     */
    void play() throws IOException, InterruptedException {
        CompletableFuture<String> said = new CompletableFuture<>();
        CompletableFuture<PhoneEvent> receipt = new CompletableFuture<>();
        phone.approveAutomatically(prompt -> heard(said));
        phone.listen(event -> {
            timeline.step("the phone: " + event.kind().name().toLowerCase(Locale.ROOT));
            if (event.kind() == PhoneEvent.Kind.RECEIPT) {
                receipt.complete(event);
            }
        });

        JsonNode interaction = agent.post(
                "/api/v1/interactions",
                Json.object()
                        .put("channel", "voice")
                        .put("direction", "inbound")
                        .put("customer_number", DemoCustomer.NUMBER));
        String id = interaction.path("id").asText();
        timeline.step("a call arrives: " + id);

        try (EventStream events = EventStream.open(agent.events("/api/v1/interactions/" + id + "/events"))) {
            JsonNode challenge = agent.post(
                    "/api/v1/interactions/" + id + "/challenges", Json.object().put("purpose", "verify_caller"));
            timeline.step("the agent asks: " + challenge.path("id").asText());
            said.complete(challenge.path("number").asText());
            timeline.step("the agent says the number");
            String state = watch(events, challenge.path("id").asText());
            if (!state.equals("verified")) {
                throw new StepFailure("The challenge ended as \"" + state + "\" (expected: verified).");
            }
        }
        JsonNode identity = agent.get("/api/v1/interactions/" + id + "/identity");
        timeline.step("the agent sees the verified identity");
        ObjectNode wanted = Json.object();
        wanted.putArray("path").add(COVERED);
        JsonNode uncovered = agent.post("/api/v1/interactions/" + id + "/identity/reveals", wanted);
        check(identity, uncovered);
        timeline.step("the agent looks at the customer number, which is recorded");

        await(receipt, "The phone got no receipt");

        agent.patch("/api/v1/interactions/" + id, Json.object().put("state", "closed"));
        timeline.step("the call ends");
    }

    private String watch(EventStream events, String challenge) {
        CompletableFuture<String> end = CompletableFuture.supplyAsync(() -> {
            while (true) {
                JsonNode data = events.next();
                String state = data.path("state").asText();
                // What is told of the way to a phone has no state.
                if (!data.path("challenge").asText().equals(challenge)
                        || state.isEmpty()
                        || state.equals("requested")) {
                    continue;
                }
                timeline.step("the agent's screen: " + state);
                if (OVER.contains(state)) {
                    return state;
                }
            }
        });
        return await(end, "The phone did not answer");
    }

    private static String heard(CompletableFuture<String> said) {
        return await(said, "The agent said no number");
    }

    private static <T> T await(CompletableFuture<T> what, String otherwise) {
        try {
            return what.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new StepFailure(otherwise + " within " + PATIENCE.toSeconds() + " s.");
        } catch (ExecutionException e) {
            throw new StepFailure(otherwise + ": " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailure(otherwise + ": interrupted.");
        }
    }

    /** What the agent sees must be what the bank put into the credential, and nothing that was not asked for. */
    private static void check(JsonNode identity, JsonNode uncovered) {
        Map<String, String> seen = new HashMap<>();
        identity.path("attributes").forEach(attribute -> {
            String name = attribute.path("path").path(0).asText();
            JsonNode from = name.equals(COVERED) ? uncovered : attribute;
            seen.put(name, from.path("value").asText());
        });
        Map<String, String> expected = Map.of(
                "given_name", "Alice",
                "family_name", "Example",
                "customer_number", DemoCustomer.NUMBER);
        if (!seen.equals(expected)) {
            throw new StepFailure("The agent sees " + seen.keySet() + " (expected: " + expected.keySet()
                    + " with the values of the credential).");
        }
    }
}
