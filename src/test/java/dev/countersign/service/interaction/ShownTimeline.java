package dev.countersign.service.interaction;

import static dev.countersign.service.TestSignIn.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.log.Commitment;
import dev.countersign.protocol.log.EntryType;
import dev.countersign.protocol.log.LogClient;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.OpenedRecord;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.log.TimelineChain;
import dev.countersign.protocol.log.TimelineLink;
import dev.countersign.protocol.log.TimelineVerdict;
import dev.countersign.protocol.log.TlogProof;
import dev.countersign.protocol.log.VerifiedInclusion;
import dev.countersign.protocol.log.VerifiedLog;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.log.WitnessPolicy;
import dev.countersign.service.Eventually;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A timeline as an auditor reads it, page by page, and checks it without us.
 *
 * @param items as they were shown
 */
public record ShownTimeline(String interaction, List<JsonNode> items) {

    /** Reads it to its end. */
    public static ShownTimeline of(String interaction) {
        List<JsonNode> items = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            RequestSpecification request = as("staff:audit", "auditor").queryParam("limit", 3);
            cursor.ifPresent(next -> request.queryParam("cursor", next));
            ObjectNode page = Json.parseObject(request.get("/api/v1/interactions/" + interaction + "/timeline")
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .extract()
                    .asByteArray());
            page.path("items").forEach(items::add);
            cursor = Optional.ofNullable(page.path("next_cursor").textValue());
        } while (cursor.isPresent());
        return new ShownTimeline(interaction, items);
    }

    /** Returns the types, in order. */
    public List<String> types() {
        return items.stream().map(item -> item.path("type").asText()).toList();
    }

    /** Returns what was recorded at a position. */
    public JsonNode data(int position) {
        return items.get(position).at("/record/data");
    }

    /** Returns the ids of events by their sources, in order. */
    List<String> events() {
        return items.stream()
                .map(item -> item.at("/record/data/source_event_id").asText())
                .filter(id -> !id.isEmpty())
                .toList();
    }

    /** Returns what somebody concludes who has only what was shown. */
    public TimelineVerdict check() {
        return TimelineChain.check(
                interaction, items.stream().map(ShownTimeline::link).toList());
    }

    /** Returns where in the published log each step is, proven to somebody who believes nothing but the log's key. */
    public List<Long> places() throws InterruptedException {
        WitnessPolicy policy = WitnessPolicy.unwitnessed(
                VerifierKey.parse(given().get("/log/key").asString().strip()));
        List<Long> places = new ArrayList<>();
        for (JsonNode item : items) {
            byte[] entry = link(item).entry().bytes();
            String proof = "/api/v1/interactions/" + interaction + "/timeline/"
                    + item.path("position").intValue() + "/proof";
            Eventually.holds(() -> as("staff:audit", "auditor").get(proof).statusCode() == 200);
            VerifiedInclusion inclusion = verified(
                    TlogProof.parse(as("staff:audit", "auditor").get(proof).asByteArray())
                            .verify(entry, policy));
            VerifiedLog published = new LogClient(ShownTimeline::fetch, policy).at(inclusion.checkpoint());
            assertThat(verified(published.entry(inclusion.index()))).isEqualTo(entry);
            places.add(inclusion.index());
        }
        return places;
    }

    private static Optional<byte[]> fetch(String path, int maxBytes) {
        Response answer = given().get("/log/" + path);
        return answer.statusCode() == 200 ? Optional.of(answer.asByteArray()) : Optional.empty();
    }

    private static <T> T verified(Verification<T> judged) {
        return judged.fold(
                Verification.Verified::value,
                no -> {
                    throw new AssertionError(no.detail());
                },
                later -> {
                    throw new AssertionError("undecided");
                });
    }

    private static TimelineLink link(JsonNode item) {
        LogEntry entry = new LogEntry(
                EntryType.named(item.path("type").asText()).orElseThrow(),
                Commitment.parse(item.path("commitment").asText()));
        return new TimelineLink(
                entry,
                item.path("record") instanceof ObjectNode record
                        ? Optional.of(new OpenedRecord(
                                record, Salt.parse(item.path("salt").asText())))
                        : Optional.empty());
    }
}
