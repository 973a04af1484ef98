package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResolutionOptionsTest {
    @Test
    void two_ways_to_name_one_version_are_refused() {
        assertThatThrownBy(() -> new ResolutionOptions(Optional.of("1"), Optional.of(Instant.EPOCH), Optional.empty()))
                .isInstanceOf(MalformedDidException.class);
        assertThatThrownBy(() -> new ResolutionOptions(Optional.of("1"), Optional.empty(), Optional.of(1)))
                .isInstanceOf(MalformedDidException.class);
        assertThatThrownBy(() -> ResolutionOptions.versionNumber(0)).isInstanceOf(MalformedDidException.class);
    }

    @Test
    void a_method_without_versions_says_so_and_does_not_answer_with_the_newest() {
        DidResolver resolver = DidResolver.of(new DidKey(), new DidJwk(), new DidWeb((uri, maxBytes) -> {
            throw new AssertionError("fetched");
        }));
        for (String did : List.of(
                "did:key:z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC", "did:jwk:e30", "did:web:bank.example")) {
            assertThat(resolver.resolve(Did.parse(did), ResolutionOptions.versionId("1")))
                    .isInstanceOfSatisfying(Resolution.Failed.class, failed -> assertThat(failed.error())
                            .isEqualTo(ResolutionError.FEATURE_NOT_SUPPORTED));
        }
    }

    @Test
    void metadata_are_written_under_the_names_of_the_specification() {
        DocumentMetadata metadata = new DocumentMetadata(
                true,
                Optional.of(new DocumentMetadata.Version(
                        "1-a", Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z"))),
                Optional.of(new DocumentMetadata.NextVersion("2-b", Instant.parse("2026-01-03T00:00:00Z"))),
                Optional.empty(),
                Map.of("watchers", List.of("https://watcher.example")));

        assertThat(new String(metadata.toJson(), StandardCharsets.UTF_8))
                .isEqualTo("{\"created\":\"2026-01-01T00:00:00Z\",\"updated\":\"2026-01-02T00:00:00Z\","
                        + "\"versionId\":\"1-a\",\"nextVersionId\":\"2-b\",\"nextUpdate\":\"2026-01-03T00:00:00Z\","
                        + "\"deactivated\":true,\"watchers\":[\"https://watcher.example\"]}");
        assertThat(new String(DocumentMetadata.NONE.toJson(), StandardCharsets.UTF_8))
                .isEqualTo("{}");
    }
}
