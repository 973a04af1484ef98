package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever a host serves: verified, or rejected with a reason, and nothing else. */
class WebVhPropertiesTest {
    private static final WebVhScene SCENE = new WebVhScene();
    private static final WebVhWitness WITNESS = SCENE.witness();
    private static final WebVhLog LOG = SCENE.updated(
            SCENE.created(WebVhChange.nothing()
                    .nextKeys(List.of(SCENE.nextKey.publicKey()))
                    .witnesses(new WebVhWitnesses(1, List.of(WITNESS.did())))),
            WebVhChange.nothing().updateKeys(List.of(SCENE.nextKey.publicKey())).nextKeys(List.of()),
            SCENE.nextKey);
    private static final WebVhLog PLAIN = SCENE.created(WebVhChange.nothing());
    private static final WebVhWitnessProofs PROOFS = WITNESS.approve(LOG).orElseThrow();

    @Property
    void any_bytes_are_rejected_with_a_reason(@ForAll byte[] bytes) {
        assertThat(WebVhLog.verify(bytes, WebVhWitnessProofs.NONE, SCENE.clock))
                .isInstanceOf(WebVhVerification.Rejected.class);
    }

    @Property
    void any_json_is_rejected_with_a_reason(@ForAll("json") String json) {
        assertThat(WebVhLog.verify(json.getBytes(StandardCharsets.UTF_8), WebVhWitnessProofs.NONE, SCENE.clock))
                .isInstanceOf(WebVhVerification.Rejected.class);
    }

    @Property
    void a_log_with_one_bit_flipped_is_never_another_log(@ForAll int position, @ForAll int bit) {
        byte[] log = LOG.toJsonl();
        log[Math.floorMod(position, log.length)] ^= (byte) (1 << Math.floorMod(bit, 8));

        if (WebVhLog.verify(log, PROOFS, SCENE.clock) instanceof WebVhVerification.Verified verified) {
            // The line feed at the very end, or white space for white space: the entries are the same.
            assertThat(verified.log().versionId()).isEqualTo(LOG.versionId());
            assertThat(verified.log().document()).isEqualTo(LOG.document());
        }
    }

    @Property
    void a_truncated_log_is_never_the_whole(@ForAll int length) {
        byte[] log = LOG.toJsonl();
        byte[] cut = Arrays.copyOf(log, Math.floorMod(length, log.length - 1));

        assertThat(WebVhLog.verify(cut, PROOFS, SCENE.clock)).isInstanceOf(WebVhVerification.Rejected.class);
    }

    @Property
    void damaged_witness_proofs_never_throw_anything_else(
            @ForAll @Size(min = 1, max = 3) int[] positions, @ForAll byte with) {
        byte[] json = PROOFS.toJson();
        for (int position : positions) {
            json[Math.floorMod(position, json.length)] ^= with;
        }
        try {
            LOG.isWitnessed(WebVhWitnessProofs.parse(json));
        } catch (MalformedDidException e) {
            assertThat(e).hasMessageNotContaining(LOG.versionId());
        }
    }

    @Property
    void any_parameters_are_taken_or_refused_with_a_reason(@ForAll("json") String json, @ForAll("name") String name) {
        byte[] forged;
        try {
            JsonNode value = Json.parseObject(("{\"v\":" + json + "}").getBytes(StandardCharsets.UTF_8))
                    .get("v");
            forged =
                    SCENE.forged(PLAIN, entry -> entry.withObject("/parameters").set(name, value), SCENE.key);
        } catch (MalformedDidException e) {
            // Nobody can sign what has no canonical form.
            return;
        }

        assertThat(WebVhLog.verify(forged, WebVhWitnessProofs.NONE, SCENE.clock))
                .isNotNull();
    }

    @Property
    void any_did_has_a_place_or_is_malformed(@ForAll("didLike") String did) {
        try {
            String uri = new DidWebVh(SCENE.hosts, SCENE.clock)
                    .logUri(Did.parse(did))
                    .toString();
            assertThat(uri)
                    .startsWith("https://")
                    .endsWith("/did.jsonl")
                    .doesNotContain("/../", "/./", "#", "?", "@", "%2F", "%5C", "%00");
        } catch (MalformedDidException e) {
            assertThat(e).hasMessageNotContaining(did);
        }
    }

    @Provide
    Arbitrary<String> json() {
        Arbitrary<String> leaf = Arbitraries.of(
                "null",
                "true",
                "0",
                "-1",
                "1e400",
                "\"\"",
                "\"did:webvh:1.0\"",
                "\"\\u0000\"",
                "\"\\ud800x\"",
                "[]",
                "{}");
        return Arbitraries.lazyOf(
                () -> leaf,
                () -> leaf,
                () -> Arbitraries.of(
                                "versionId",
                                "versionTime",
                                "parameters",
                                "state",
                                "proof",
                                "id",
                                "threshold",
                                "witnesses")
                        .flatMap(name -> leaf.map(value -> "{\"" + name + "\":" + value + "}")),
                () -> leaf.list().ofMaxSize(3).map(values -> "[" + String.join(",", values) + "]"));
    }

    @Provide
    Arbitrary<String> name() {
        return Arbitraries.of(
                "method",
                "scid",
                "updateKeys",
                "nextKeyHashes",
                "witness",
                "watchers",
                "portable",
                "deactivated",
                "ttl",
                "x");
    }

    @Provide
    Arbitrary<String> didLike() {
        String start = "did:webvh:" + WebVhLocation.scid(LOG.did()) + ":";
        Arbitrary<String> part =
                Arbitraries.strings().withChars("abzAZ019.-_:%/?#25EFe").ofMaxLength(40);
        return Arbitraries.of(start, start + "bank.example:", start + "bank.example%3A", "did:webvh:")
                .flatMap(prefix -> part.map(rest -> prefix + rest));
    }
}
