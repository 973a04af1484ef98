package dev.countersign.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.samples.bank.Api;
import dev.countersign.samples.bank.SignIns;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Invented agents, each signed in: what an agent is told comes in order, so one agent with all calls would be a queue. */
final class Agents {
    private Agents() {}

    /** Adds accounts and signs them in. */
    static List<AgentDesk> signedIn(URI service, SignIns admin, int count) throws IOException, InterruptedException {
        Api office = Api.asAgent(service, admin);
        List<AgentDesk> agents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ObjectNode added = Json.object()
                    .put("account", "load-" + System.currentTimeMillis() + "-" + i)
                    .put("display_name", "Agent " + i);
            added.putArray("roles").add("agent");
            JsonNode account = office.post("/api/v1/staff", added);
            agents.add(AgentDesk.open(Api.asAgent(
                    service,
                    new SignIns(
                            account.path("account").asText(),
                            account.path("password").asText(),
                            admin.client(),
                            admin.clientSecret()))));
        }
        return agents;
    }
}
