package dev.countersign.service.interaction;

import static dev.countersign.service.TestSignIn.as;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A contact-centre platform that has a conversation with somebody, and says what happens in it. */
record Platform(String interaction) {
    /** Opens a conversation with a customer. */
    static Platform talksTo(String customerNumber) {
        return new Platform(as("client:ccaas", "scope:interactions")
                .contentType(ContentType.JSON)
                .body(Map.of("channel", "voice", "direction", "inbound", "customer_number", customerNumber))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** An event. */
    static Map<String, Object> event(String source, String id) {
        return new HashMap<>(Map.of(
                "source",
                source,
                "source_event_id",
                id,
                "type",
                "message",
                "at",
                "2026-11-23T12:00:00Z",
                "data",
                Map.of("text", "Hello", "n", 1)));
    }

    /** An event of another content. */
    static Map<String, Object> event(String source, String id, String member, Object value) {
        Map<String, Object> event = event(source, id);
        event.put(member, value);
        return event;
    }

    /** Says it, whatever comes of it. */
    ValidatableResponse tries(Object body) {
        return as("client:ccaas", "scope:interactions")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/interactions/" + interaction + "/events")
                .then();
    }

    /** Says it; returns the positions. */
    List<Integer> says(Object body) {
        return tries(body).statusCode(200).extract().path("items.position");
    }

    void closes() {
        as("client:ccaas", "scope:interactions")
                .contentType(ContentType.JSON)
                .body(Map.of("state", "closed"))
                .patch("/api/v1/interactions/" + interaction)
                .then()
                .statusCode(200);
    }

    ShownTimeline timeline() {
        return ShownTimeline.of(interaction);
    }
}
