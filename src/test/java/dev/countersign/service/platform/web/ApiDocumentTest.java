package dev.countersign.service.platform.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.access.MachineClient;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiDocumentTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    /** What a wallet asks before it is anybody. */
    private static final Set<String> PUBLIC = Set.of("get /wallet/v1/organisation");

    private static ObjectNode document() {
        return Json.parseObject(given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());
    }

    private record Described(String name, JsonNode operation) {}

    private static List<Described> operations(ObjectNode document) {
        List<Described> operations = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(member -> METHODS.contains(member.getKey()))
                .filter(member ->
                        path.getKey().startsWith("/api/v1/") || path.getKey().startsWith("/wallet/v1/"))
                .forEach(member ->
                        operations.add(new Described(member.getKey() + " " + path.getKey(), member.getValue()))));
        assertThat(operations).hasSizeGreaterThan(20);
        return operations;
    }

    private static Set<String> without(ObjectNode document, Predicate<JsonNode> quality) {
        Set<String> lacking = new TreeSet<>();
        operations(document).stream()
                .filter(described -> !quality.test(described.operation()))
                .forEach(described -> lacking.add(described.name()));
        return lacking;
    }

    @Test
    void the_document_says_what_it_is() {
        JsonNode info = document().path("info");

        assertThat(info.path("title").asText()).isEqualTo("Countersign");
        assertThat(info.path("version").asText()).isNotBlank();
        assertThat(info.path("description").asText()).contains("RFC 9457");
    }

    @Test
    void every_operation_has_a_summary_and_a_tag() {
        ObjectNode document = document();

        assertThat(without(
                        document,
                        operation -> !operation.path("summary").asText().isBlank()))
                .isEmpty();
        assertThat(without(document, operation -> !operation.path("tags").isEmpty()))
                .isEmpty();
    }

    @Test
    void members_are_named_as_they_are_on_the_wire() {
        ObjectNode document = document();
        Set<String> members = new TreeSet<>();
        document.at("/components/schemas")
                .forEach(schema ->
                        schema.path("properties").properties().forEach(member -> members.add(member.getKey())));

        assertThat(members).hasSizeGreaterThan(50).contains("external_id", "event_types");
        assertThat(members).allMatch(member -> member.matches("[a-z0-9_]+"), "snake_case");
    }

    @Test
    void every_operation_has_a_name_of_its_own() {
        List<String> names = operations(document()).stream()
                .map(described -> described.operation().path("operationId").asText())
                .toList();

        assertThat(names).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void every_operation_says_who_may_call_it_but_the_one_that_is_public() {
        ObjectNode document = document();

        assertThat(without(document, operation -> !operation.path("security").isEmpty()))
                .isEqualTo(PUBLIC);
    }

    @Test
    void every_scheme_that_an_operation_asks_for_is_described() {
        ObjectNode document = document();
        JsonNode schemes = document.at("/components/securitySchemes");

        assertThat(without(document, operation -> {
                    for (JsonNode requirement : operation.path("security")) {
                        if (!requirement.properties().stream().allMatch(entry -> schemes.has(entry.getKey()))) {
                            return false;
                        }
                    }
                    return true;
                }))
                .isEmpty();
        assertThat(schemes.at("/staff_session/in").asText()).isEqualTo("cookie");
        assertThat(schemes.at("/machine_client/flows/clientCredentials/tokenUrl")
                        .asText())
                .isEqualTo("/oauth/token");
        assertThat(schemes.at("/wallet_dpop/name").asText()).isEqualTo("DPoP");
    }

    @Test
    void every_scope_that_an_endpoint_asks_for_can_be_given_to_a_client() {
        Set<String> asked = new TreeSet<>();
        operations(document())
                .forEach(described -> described.operation().path("security").forEach(requirement -> requirement
                        .path("machine_client")
                        .forEach(scope -> asked.add(scope.asText()))));

        assertThat(MachineClient.KNOWN_SCOPES).containsAll(asked);
    }

    @Test
    void who_may_call_is_what_the_endpoint_checks() {
        ObjectNode document = document();

        assertThat(document.at("/paths/~1api~1v1~1staff/get/security").toString())
                .isEqualTo("[{\"staff_session\":[\"admin\"]},{\"machine_client\":[\"admin\"]}]");
    }

    @Test
    void every_operation_answers_with_a_problem_when_it_cannot_do_what_was_asked() {
        ObjectNode document = document();

        assertThat(without(document, operation -> operation
                        .at("/responses/default/$ref")
                        .asText()
                        .equals("#/components/responses/Problem")))
                .isEmpty();
        assertThat(document.at("/components/responses/Problem/content/application~1problem+json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Problem");
        assertThat(document.at("/components/schemas/Problem/properties").has("type"))
                .isTrue();
    }

    private static List<Described> firstParty(ObjectNode document) {
        return operations(document).stream()
                .filter(described -> described.name().contains(" /api/v1/"))
                .toList();
    }

    /** The answers with one of these statuses, and where they are. */
    private static Map<String, JsonNode> answers(ObjectNode document, String statuses) {
        Map<String, JsonNode> answers = new TreeMap<>();
        firstParty(document).forEach(described -> described.operation().path("responses").properties().stream()
                .filter(answer -> answer.getKey().matches(statuses))
                .forEach(answer -> answers.put(described.name() + " " + answer.getKey(), answer.getValue())));
        return answers;
    }

    @Test
    void every_answer_of_the_api_has_a_schema_with_a_name_or_no_body_at_all() {
        ObjectNode document = document();
        Set<String> nameless = new TreeSet<>();
        answers(document, "2..").forEach((name, answer) -> {
            boolean empty = name.matches(".* (202|204)") && !answer.has("content");
            boolean named = !answer.path("content").isEmpty()
                    && answer.path("content").properties().stream()
                            .allMatch(body -> body.getKey().equals("text/jsonl")
                                    || document.at(body.getValue()
                                                    .path("schema")
                                                    .path("$ref")
                                                    .asText("#/none")
                                                    .substring(1))
                                            .isObject());
            if (!empty && !named) {
                nameless.add(name);
            }
        });

        assertThat(nameless).isEmpty();
        assertThat(firstParty(document)).allSatisfy(described -> assertThat(
                        described.operation().path("responses").properties())
                .as(described.name())
                .anyMatch(answer -> answer.getKey().startsWith("2")));
    }

    @Test
    void every_schema_of_the_api_says_in_a_clause_what_it_is_and_what_is_in_it() {
        ObjectNode document = document();
        Set<String> lacking = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        Deque<JsonNode> toSee = new ArrayDeque<>();
        firstParty(document).forEach(described -> toSee.add(described.operation()));
        while (!toSee.isEmpty()) {
            for (JsonNode found : toSee.pop().findValues("$ref")) {
                String ref = found.asText();
                if (seen.add(ref)) {
                    toSee.push(document.at(ref.substring(1)));
                }
            }
        }
        seen.stream().filter(ref -> ref.startsWith("#/components/schemas/")).forEach(ref -> {
            JsonNode schema = document.at(ref.substring(1));
            boolean object = schema.path("type").asText().equals("object");
            boolean enumeration = schema.has("enum");
            if ((!enumeration && schema.path("description").asText().isBlank())
                    || (object && !schema.has("properties") && !schema.has("additionalProperties"))) {
                lacking.add(ref);
            }
        });

        assertThat(lacking).isEmpty();
        assertThat(seen).hasSizeGreaterThan(80);
    }

    @Test
    void what_is_always_in_an_answer_is_required_and_nothing_is_null() {
        ObjectNode document = document();

        assertThat(document.at("/components/schemas/Challenge/required"))
                .extracting(JsonNode::asText)
                .contains("id", "state", "request", "deliveries", "attempts_left")
                .doesNotContain("verdict", "number", "ended_at");
        assertThat(document.at("/components/schemas/NewInteraction/required"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("channel", "direction");
        assertThat(document.path("components").path("schemas").findValuesAsText("type"))
                .doesNotContain("null");
        assertThat(answers(document, "2..").toString()).doesNotContain("null");
    }

    @Test
    void every_operation_names_the_problems_that_it_answers_with() {
        ObjectNode document = document();
        answers(document, "4..|503").forEach((name, answer) -> {
            assertThat(answer.at("/content/application~1problem+json/schema/$ref")
                            .asText())
                    .as(name)
                    .isEqualTo("#/components/schemas/Problem");
            assertThat(answer.path("description").asText()).as(name).containsPattern("^[a-z-]+: ");
        });

        assertThat(firstParty(document)).allSatisfy(described -> assertThat(
                        described.operation().at("/responses/401").isObject()
                                && described.operation().at("/responses/403").isObject())
                .as(described.name())
                .isTrue());
        assertThat(answers(document, "422")
                        .get("post /api/v1/interactions/{id}/challenges 422")
                        .path("description")
                        .asText())
                .contains("not-reachable-by-wallet:", "invalid-value:", "idempotency-key-reused:");
        assertThat(answers(document, "429")
                        .get("post /api/v1/interactions/{id}/challenges 429")
                        .at("/headers/Retry-After")
                        .isObject())
                .isTrue();
    }

    @Test
    void what_is_made_takes_an_idempotency_key() {
        assertThat(document().at("/paths/~1api~1v1~1staff/post/parameters").toString())
                .contains("#/components/parameters/IdempotencyKey");
    }
}
