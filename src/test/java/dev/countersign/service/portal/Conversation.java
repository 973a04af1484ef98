package dev.countersign.service.portal;

import static dev.countersign.service.TestSignIn.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.service.consent.Alice;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Sent;
import dev.countersign.wallet.TypedNumber;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.util.Map;

/** A call in which an agent asked a customer, who shared, and looked at it. */
public record Conversation(String id, String challenge) {
    private static final String AGENT = "staff:maria";

    /** Goes through all of it. */
    public static Conversation of(Alice alice) {
        String id = as(AGENT, "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("channel", "voice", "direction", "inbound", "customer_number", alice.number()))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        JsonPath asked = as(AGENT, "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("purpose", "verify_caller"))
                .post("/api/v1/interactions/" + id + "/challenges")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        Opened opened = alice.wallet().open(URI.create(asked.getString("request.uri")));
        Sent sent = alice.wallet()
                .approve(
                        ((Opened.Prompt) opened).prompt(),
                        Selection.requiredOnly().typing(new TypedNumber(asked.getString("number"))));
        assertThat(sent).isInstanceOf(Sent.Accepted.class);
        as(AGENT, "agent")
                .get("/api/v1/interactions/" + id + "/identity")
                .then()
                .statusCode(200);
        return new Conversation(id, asked.getString("id"));
    }
}
