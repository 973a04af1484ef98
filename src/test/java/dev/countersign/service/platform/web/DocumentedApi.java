package dev.countersign.service.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.countersign.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The API as its document describes it, read strictly: a member that the document does not know is none. */
final class DocumentedApi {
    private static final String SCHEMAS = "https://countersign.example/schemas.json";
    private static final String REF = "#/components/schemas/";
    private static final String DEFINED = "#/$defs/";

    /** What any endpoint may answer, and no document lists at each. */
    private static final Set<Integer> OF_EVERY_ENDPOINT = Set.of(405, 406, 413, 415, 500, 503);

    private final JsonNode paths;
    private final List<Template> templates;
    private final JsonSchemaFactory schemas;
    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private record Template(String path, Pattern pattern) {
        static Template of(String path) {
            return new Template(path, Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+")));
        }

        int variables() {
            return path.split("\\{", -1).length;
        }
    }

    /** An answer; the body of JSON only. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, String type, byte[] body) {}

    DocumentedApi(ObjectNode document) {
        ObjectNode strict = Json.object();
        strict.set("$defs", document.at("/components/schemas").deepCopy());
        strict.path("$defs").forEach(schema -> {
            if (schema.has("properties") && !schema.has("additionalProperties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        });
        this.paths = document.path("paths");
        this.templates = paths.properties().stream()
                .map(entry -> Template.of(entry.getKey()))
                .sorted(Comparator.comparingInt(Template::variables))
                .toList();
        String text = new String(Json.print(strict), StandardCharsets.UTF_8).replace(REF, DEFINED);
        this.schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(SCHEMAS, text))));
    }

    /**
     * Compares an answer with the document.
     *
     * @throws AssertionError when the document does not say that this endpoint may answer so
     */
    void check(String method, String path, Answer answer) {
        JsonNode responses = operation(method, path).path("responses");
        if (responses.isMissingNode()) {
            // No endpoint: 404 or 405, which is not the document's to tell.
            return;
        }
        String what = method + " " + path + ": " + answer.status();
        JsonNode response = responses.path(Integer.toString(answer.status()));
        if (response.isMissingNode()) {
            assertThat(answer.status()).as(what + " is not in the document").isIn(OF_EVERY_ENDPOINT);
            return;
        }
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            assertThat(answer.body()).as(what + " has a body").isEmpty();
            return;
        }
        String type = answer.type().split(";", 2)[0].strip();
        JsonNode exact = content.path(type);
        JsonNode schema = (exact.isMissingNode() ? content.path(type.replaceFirst("/.*", "/*")) : exact).path("schema");
        assertThat(schema.isMissingNode())
                .as("%s as %s (documented: %s)", what, type, content)
                .isFalse();
        if (answer.body().length > 0) {
            fits(what, schema, Json.parse(answer.body()));
            kind(what, response, answer);
        }
    }

    private JsonNode operation(String method, String path) {
        Optional<Template> found = templates.stream()
                .filter(template -> template.pattern().matcher(path).matches())
                .findFirst();
        return paths.path(found.map(Template::path).orElse("")).path(method.toLowerCase(Locale.ROOT));
    }

    private void fits(String what, JsonNode schema, JsonNode body) {
        String ref = schema.path("$ref").asText();
        assertThat(ref).as(what + " has a schema without a name").startsWith(REF);
        assertThat(schemas.getSchema(SchemaLocation.of(SCHEMAS + ref.replace(REF, DEFINED)), config)
                        .validate(body))
                .as("%s, compared with %s", what, ref.substring(REF.length()))
                .isEmpty();
    }

    /** A problem is one of those that the document names for the status. */
    private static void kind(String what, JsonNode response, Answer answer) {
        if (answer.type().startsWith("application/problem+json")) {
            String type = Json.parse(answer.body()).path("type").asText();
            assertThat(response.path("description").asText())
                    .as(what)
                    .contains(type.substring(type.lastIndexOf('/') + 1) + ":");
        }
    }
}
