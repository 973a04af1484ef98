package dev.countersign.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import dev.countersign.samples.bank.Api;
import dev.countersign.samples.bank.StepFailure;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Sent;
import dev.countersign.wallet.TypedNumber;
import dev.countersign.wallet.Wallet;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One call: the agent asks, the customer's wallet answers, the agent sees who it is. */
final class WholeCall {
    private static final int MOST_SECONDS = 30;

    private WholeCall() {}

    /**
     * Plays it.
     *
     * @throws StepFailure when a step does not do what it should
     */
    static Timings play(AgentDesk desk, Customer customer) throws IOException, InterruptedException {
        Timings timings = new Timings();
        Api agent = desk.agent();
        JsonNode interaction = timings.time(
                Step.OPEN_INTERACTION,
                () -> agent.post(
                        "/api/v1/interactions",
                        Json.object()
                                .put("channel", "voice")
                                .put("direction", "inbound")
                                .put("customer_number", customer.number())));
        String path = "/api/v1/interactions/" + interaction.path("id").asText();
        JsonNode challenge = timings.time(
                Step.CREATE,
                () -> agent.post(path + "/challenges", Json.object().put("purpose", "verify_caller")));
        CompletableFuture<AgentDesk.Seen> screen =
                desk.awaits(challenge.path("id").asText(), path);
        long tapped = answer(customer.wallet(new TimedTransport(Customer.network(), timings)), challenge);
        AgentDesk.Seen seen = seen(screen);
        timings.add(Step.READ, seen.readNanos());
        timings.add(Step.SCREEN, seen.atNanos() - tapped);
        check(seen.identity(), challenge.path("id").asText());
        timings.time(
                Step.CLOSE_INTERACTION, () -> agent.patch(path, Json.object().put("state", "closed")));
        return timings;
    }

    /** Answers as the customer does, and returns when the customer tapped. */
    private static long answer(Wallet wallet, JsonNode challenge) {
        URI request = URI.create(challenge.path("request").path("uri").asText());
        Opened opened = wallet.open(request);
        if (!(opened instanceof Opened.Prompt prompt)) {
            throw new StepFailure("the wallet did not open the request: " + opened);
        }
        TypedNumber heard = new TypedNumber(challenge.path("number").asText());
        long tapped = System.nanoTime();
        Sent sent = wallet.approve(prompt.prompt(), Selection.requiredOnly().typing(heard));
        if (!(sent instanceof Sent.Accepted)) {
            throw new StepFailure("the answer was not taken: " + sent);
        }
        return tapped;
    }

    private static AgentDesk.Seen seen(CompletableFuture<AgentDesk.Seen> screen) throws InterruptedException {
        try {
            return screen.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StepFailure("the agent's page does not show the identity: " + e);
        }
    }

    /** What this challenge brought, with the number covered as an agent gets it. */
    private static void check(JsonNode identity, String challenge) {
        for (JsonNode attribute : identity.path("attributes")) {
            if (attribute.path("path").path(0).asText().equals("customer_number")
                    && attribute.path("masked").asBoolean()
                    && identity.path("challenge").asText().equals(challenge)) {
                return;
            }
        }
        throw new StepFailure("the agent does not see what challenge " + challenge + " brought");
    }
}
