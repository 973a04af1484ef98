package dev.countersign.outages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Verification;
import dev.countersign.protocol.log.LogClient;
import dev.countersign.protocol.log.Observation;
import dev.countersign.protocol.log.VerifiedCheckpoint;
import dev.countersign.protocol.log.VerifiedLog;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.log.WitnessPolicy;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A log of a node, as somebody sees it who follows it from its first checkpoint and verifies all. */
final class FollowedLog {
    private final URI node;
    private final LogClient client;
    private VerifiedCheckpoint known;

    /** Begins with what there is. */
    FollowedLog(URI node) {
        this.node = node;
        VerifierKey key = VerifierKey.parse(
                RestAssured.get(node.resolve("/log/key")).asString().strip());
        this.client = new LogClient(this::fetch, WitnessPolicy.unwitnessed(key));
        this.known = ((Observation.Consistent) client.begin()).checkpoint();
    }

    /** Returns whether there is anything to follow yet. */
    static boolean isPublished(URI node) {
        return RestAssured.get(node.resolve("/log/checkpoint")).statusCode() == 200;
    }

    /** Returns what the newest checkpoint is, compared with the one that is known. */
    Observation look() {
        return client.follow(known);
    }

    /** Returns how many entries were verified to be there. */
    long size() {
        return known.tree().size();
    }

    /** Follows, and returns all entries in their order. */
    List<String> entries() {
        Observation seen = look();
        assertThat(seen).isInstanceOf(Observation.Consistent.class);
        known = ((Observation.Consistent) seen).checkpoint();
        VerifiedLog verified = client.at(known);
        List<String> entries = new ArrayList<>();
        long bundles = (known.tree().size() + 255) / 256;
        for (long bundle = 0; bundle < bundles; bundle++) {
            Verification<List<byte[]>> read = verified.entries(bundle);
            assertThat(read).isInstanceOf(Verification.Verified.class);
            ((Verification.Verified<List<byte[]>>) read)
                    .value()
                    .forEach(entry -> entries.add(HexFormat.of().formatHex(entry)));
        }
        return entries;
    }

    private Optional<byte[]> fetch(String path, int maxBytes) throws IOException {
        Response answer = RestAssured.get(node.resolve("/log/" + path));
        if (answer.statusCode() != 200 && answer.statusCode() != 404) {
            throw new IOException("status " + answer.statusCode());
        }
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(answer.asByteArray());
    }
}
