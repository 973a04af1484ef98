package dev.countersign.service.consent;

import static dev.countersign.service.TestSignIn.as;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** An agent who has a conversation with somebody. */
record Desk(String agent, String interaction) {

    /** Takes a call of somebody who says that this is their customer number. */
    static Desk answers(String customerNumber) {
        String id = as("staff:maria", "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("channel", "voice", "direction", "inbound", "customer_number", customerNumber))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return new Desk("staff:maria", id);
    }

    /** Asks, and returns the challenge. */
    Asked asks(Map<String, String> more) {
        return new Asked(this, tries(more).statusCode(201).extract().jsonPath());
    }

    /** Asks, whatever comes of it. */
    ValidatableResponse tries(Map<String, String> more) {
        Map<String, String> body = new HashMap<>(more);
        body.putIfAbsent("purpose", "verify_caller");
        return as(agent, "agent")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/interactions/" + interaction + "/challenges")
                .then();
    }

    /** What the agent sees of the person. */
    ValidatableResponse identity() {
        return as(agent, "agent")
                .get("/api/v1/interactions/" + interaction + "/identity")
                .then();
    }

    /** Ends the conversation. */
    void closes() {
        as(agent, "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("state", "closed"))
                .patch("/api/v1/interactions/" + interaction)
                .then()
                .statusCode(200);
    }

    /** A challenge that the agent made. */
    record Asked(Desk desk, JsonPath json) {
        String id() {
            return json.getString("id");
        }

        String number() {
            return json.getString("number");
        }

        /** Another number than the one the agent says. */
        String otherNumber() {
            return number().equals("42") ? "43" : "42";
        }

        URI request() {
            return URI.create(json.getString("request.uri"));
        }

        JsonPath now() {
            return as(desk.agent, "agent")
                    .get("/api/v1/challenges/" + id())
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
        }

        String state() {
            return now().getString("state");
        }

        /** Takes it back. */
        void cancel() {
            as(desk.agent, "agent")
                    .post("/api/v1/challenges/" + id() + "/cancel")
                    .then()
                    .statusCode(200);
        }

        ValidatableResponse readBack(String code) {
            return as(desk.agent, "agent")
                    .contentType(ContentType.JSON)
                    .body(Map.of("code", code))
                    .post("/api/v1/challenges/" + id() + "/read_back")
                    .then();
        }
    }
}
