package dev.countersign.service.platform.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.access.MachineClient;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    @Test
    void what_is_made_takes_an_idempotency_key() {
        assertThat(document().at("/paths/~1api~1v1~1staff/post/parameters").toString())
                .contains("#/components/parameters/IdempotencyKey");
    }
}
