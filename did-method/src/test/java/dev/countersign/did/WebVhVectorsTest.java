package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case under did-webvh; see {@link Vectors#CONTESTED} for those that we judge otherwise.
 *
 * <p>One deviation from the published results as a whole: they show the services {@code #files} and {@code #whois} in every
 * document, each implementation in another way. The text makes them implicit, for dereferencing and for the parallel
 * did:web document, and has the resolved document be the one in the log; so ours has them only when the log says so.
 */
class WebVhVectorsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SUITE = "did-webvh/suite/";

    @TestFactory
    Stream<DynamicTest> published_suite() {
        return StreamSupport.stream(Vectors.read(SUITE + "index.json").spliterator(), false)
                .map(vector -> Vectors.test(vector.get("id").textValue(), () -> check(vector)));
    }

    private static void check(JsonNode vector) throws Exception {
        if (vector.get("kind").textValue().equals("literal-did")) {
            vector.get("dids").forEach(did -> refusedBeforeTheNetwork(did.textValue()));
            return;
        }
        String folder = SUITE + vector.get("folder").textValue() + "/";
        byte[] log = Vectors.bytes(folder + vector.get("log").textValue());
        WebVhHosts hosts = new WebVhHosts();
        JsonNode witness = vector.get("witness");
        byte[] proofs = witness.isTextual() ? Vectors.bytes(folder + witness.textValue()) : null;
        String clock = vector.path("resolver_clock").asText("2027-01-01T00:00:00Z");
        Did did = Did.parse(vector.get("did").textValue());
        hosts.serves(did, log, proofs);
        DidResolver resolver = DidResolver.of(new DidWebVh(hosts, at(clock)));
        boolean ok = vector.get("expected").textValue().equals("ok");
        if (!ok) {
            assertThat(vector.get("expected").textValue())
                    .isEqualTo(Vectors.CONTESTED.containsKey(vector.get("id").textValue()) ? "contested" : "error");
            assertThat(resolver.resolve(did))
                    .isInstanceOfSatisfying(Resolution.Failed.class, failed -> assertThat(failed.error())
                            .isEqualTo(ResolutionError.INVALID_DID));
            return;
        }
        for (JsonNode wanted : vector.get("resolutions")) {
            JsonNode number = wanted.get("version_number");
            Resolution resolution = resolver.resolve(
                    did,
                    number.isInt() ? ResolutionOptions.versionNumber(number.intValue()) : ResolutionOptions.LATEST);
            compare(
                    resolution,
                    MAPPER.readTree(Vectors.bytes(folder + wanted.get("result").textValue())));
        }
    }

    private static void compare(Resolution resolution, JsonNode result) throws Exception {
        JsonNode metadata = result.get("didDocumentMetadata");
        DidDocument document;
        DocumentMetadata ours;
        if (metadata.path("deactivated").booleanValue()) {
            Resolution.Deactivated deactivated = (Resolution.Deactivated) resolution;
            document = deactivated.lastDocument().orElseThrow();
            ours = deactivated.documentMetadata();
        } else {
            Resolution.Resolved resolved = (Resolution.Resolved) resolution;
            document = resolved.document();
            ours = resolved.documentMetadata();
        }
        assertThat(withoutImplicit(MAPPER.readTree(document.toJson())))
                .isEqualTo(withoutImplicit(result.get("didDocument")));
        JsonNode members = MAPPER.readTree(ours.toJson());
        for (String name : List.of("created", "versionId", "versionTime")) {
            assertThat(members.get(name)).as(name).isEqualTo(metadata.get(name));
        }
    }

    private static JsonNode withoutImplicit(JsonNode document) {
        ObjectNode copy = document.deepCopy();
        if (copy.get("service") instanceof ArrayNode services) {
            List<JsonNode> explicit = new ArrayList<>();
            for (JsonNode service : services) {
                String id = service.get("id").textValue();
                if (!id.endsWith("#files") && !id.endsWith("#whois")) {
                    explicit.add(service);
                }
            }
            copy.remove("service");
            if (!explicit.isEmpty()) {
                copy.putArray("service").addAll(explicit);
            }
        }
        return copy;
    }

    @TestFactory
    Stream<DynamicTest> own_logs() {
        return Vectors.each("did-webvh/own-logs.json", vector -> {
            StringBuilder log = new StringBuilder();
            vector.get("lines").forEach(line -> log.append(line.textValue()).append('\n'));
            WebVhHosts hosts = new WebVhHosts();
            Did did = Did.parse(vector.get("did").textValue());
            JsonNode witness = vector.get("witness");
            hosts.serves(
                    did,
                    log.toString().getBytes(StandardCharsets.UTF_8),
                    witness.isNull() ? null : MAPPER.writeValueAsBytes(witness));
            DidResolver resolver =
                    DidResolver.of(new DidWebVh(hosts, at(vector.get("now").textValue())));

            Resolution resolution = resolver.resolve(did);

            if (vector.get("expected").textValue().equals("invalid")) {
                assertThat(resolution)
                        .isInstanceOfSatisfying(Resolution.Failed.class, failed -> assertThat(failed.error())
                                .isEqualTo(ResolutionError.INVALID_DID));
            } else if (vector.path("deactivated").booleanValue()) {
                assertThat(resolution).isInstanceOf(Resolution.Deactivated.class);
            } else {
                assertThat(resolution).isInstanceOf(Resolution.Resolved.class);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> url_mapping() {
        DidWebVh webVh = new DidWebVh(new WebVhHosts(), at("2027-01-01T00:00:00Z"));
        return Vectors.each("did-webvh/url-mapping.json", vector -> {
            String did = vector.get("did").textValue();
            if (vector.get("expected").textValue().equals("ok")) {
                assertThat(webVh.logUri(Did.parse(did)))
                        .hasToString(vector.get("url").textValue());
            } else {
                refusedBeforeTheNetwork(did);
            }
        });
    }

    private static void refusedBeforeTheNetwork(String did) {
        WebVhHosts hosts = new WebVhHosts();
        DidWebVh webVh = new DidWebVh(hosts, at("2027-01-01T00:00:00Z"));
        assertThatThrownBy(() -> webVh.logUri(Did.parse(did))).isInstanceOf(MalformedDidException.class);
        assertThat(hosts.asked).isEmpty();
    }

    private static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }
}
