package dev.countersign.service.platform.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge of answers is no use if it lets everything pass. */
class DocumentedApiTest {
    private final DocumentedApi api = new DocumentedApi(Json.parseObject("""
            {"paths": {"/api/v1/things/{id}": {"get": {"responses": {
                "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                "204": {"description": "nothing"},
                "206": {"content": {"audio/*": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                "404": {"description": "not-found: Not found.",
                        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}}}}},
             "components": {"schemas": {
                "Thing": {"type": "object", "required": ["at"],
                          "properties": {"at": {"type": "string", "format": "date-time"}, "state": {"enum": ["open"]}}},
                "Problem": {"type": "object", "properties": {"type": {"type": "string"}}}}}}""".getBytes(StandardCharsets.UTF_8)));

    private void check(int status, String type, String body) {
        api.check(
                "GET",
                "/api/v1/things/1",
                new DocumentedApi.Answer(status, type, body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void an_answer_as_documented_is_good() {
        assertThatCode(() -> {
                    check(200, "application/json", "{\"at\":\"2026-11-22T08:00:00Z\",\"state\":\"open\"}");
                    check(200, "application/json;charset=UTF-8", "{\"at\":\"2026-11-22T08:00:00Z\"}");
                    check(204, "", "");
                    check(206, "audio/ogg", "");
                    check(404, "application/problem+json", "{\"type\":\"http://localhost/problems/not-found\"}");
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|application/json|{}",
                "200|application/json|{\"at\":\"yesterday\"}",
                "200|application/json|{\"at\":\"2026-11-22T08:00:00Z\",\"state\":\"shut\"}",
                "200|application/json|{\"at\":\"2026-11-22T08:00:00Z\",\"state\":null}",
                "200|application/json|{\"at\":\"2026-11-22T08:00:00Z\",\"colour\":\"red\"}",
                "200|text/html|<p>",
                "206|text/html|<p>",
                "201|application/json|{\"at\":\"2026-11-22T08:00:00Z\"}",
                "204|application/json|{}",
                "404|application/problem+json|{\"type\":\"http://localhost/problems/state-conflict\"}",
                "409|application/problem+json|{\"type\":\"http://localhost/problems/state-conflict\"}"
            })
    void an_answer_that_the_document_does_not_know_is_found(int status, String type, String body) {
        assertThatThrownBy(() -> check(status, type, body)).isInstanceOf(AssertionError.class);
    }
}
