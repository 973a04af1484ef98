package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebVhWitnessTest {
    private final WebVhScene scene = new WebVhScene();
    private final WebVhWitness first = scene.witness();
    private final WebVhWitness second = scene.witness();
    private final WebVhWitness third = scene.witness();

    private WebVhWitnesses two() {
        return new WebVhWitnesses(2, List.of(first.did(), second.did(), third.did()));
    }

    @Test
    void an_entry_that_enough_witnesses_approved_is_believed() {
        WebVhLog log = scene.created(WebVhChange.nothing().witnesses(two()));
        WebVhWitnessProofs proofs = approve(log, first).and(approve(log, third));

        assertThat(log.isWitnessed(proofs)).isTrue();
        scene.assertVerified(log.toJsonl(), WebVhWitnessProofs.parse(proofs.toJson()));
    }

    @Test
    void a_missing_witness_is_noticed() {
        WebVhLog log = scene.created(WebVhChange.nothing().witnesses(two()));

        scene.assertRejected(log.toJsonl(), approve(log, first), WebVhFault.NOT_WITNESSED);
        scene.assertRejected(log.toJsonl(), WebVhFault.NOT_WITNESSED);
    }

    @Test
    void one_witness_who_approves_twice_is_one() {
        WebVhLog log = scene.created(WebVhChange.nothing().witnesses(two()));
        WebVhWitnessProofs once = approve(log, first);
        scene.clock.passes(Duration.ofSeconds(10));

        scene.assertRejected(log.toJsonl(), once.and(approve(log, first)), WebVhFault.NOT_WITNESSED);
    }

    @Test
    void the_approval_of_a_stranger_counts_for_nothing() {
        WebVhLog log = scene.created(WebVhChange.nothing().witnesses(two()));

        scene.assertRejected(
                log.toJsonl(), approve(log, first).and(approve(log, scene.witness())), WebVhFault.NOT_WITNESSED);
    }

    @Test
    void the_newest_approval_stands_for_all_entries_before() {
        WebVhLog log = scene.created(WebVhChange.nothing().witnesses(two()));
        WebVhLog longer =
                scene.updated(scene.updated(log, WebVhChange.nothing(), scene.key), WebVhChange.nothing(), scene.key);

        scene.assertVerified(longer.toJsonl(), approve(longer, first).and(approve(longer, second)));
        scene.assertRejected(longer.toJsonl(), approve(log, first).and(approve(log, second)), WebVhFault.NOT_WITNESSED);
    }

    @Test
    void approvals_of_another_did_are_no_approvals() {
        WebVhLog log = scene.created(WebVhChange.nothing().witnesses(two()));
        WebVhLog other = scene.created(WebVhChange.nothing().witnesses(two()).ttl(Duration.ofHours(2)));

        scene.assertRejected(
                log.toJsonl(), approve(other, first).and(approve(other, second)), WebVhFault.NOT_WITNESSED);
    }

    @Test
    void an_approval_moved_to_another_version_is_refused() {
        WebVhLog log = scene.created(WebVhChange.nothing().witnesses(two()));
        WebVhLog longer = scene.updated(log, WebVhChange.nothing(), scene.key);
        String moved = WebVhScene.text(
                        approve(log, first).and(approve(log, second)).toJson())
                .replace(log.versionId(), longer.versionId());

        scene.assertRejected(
                longer.toJsonl(),
                WebVhWitnessProofs.parse(moved.getBytes(StandardCharsets.UTF_8)),
                WebVhFault.NOT_WITNESSED);
    }

    @Test
    void a_broken_approval_does_not_undo_the_good_ones() {
        WebVhLog log = scene.created(WebVhChange.nothing().witnesses(two()));
        String proofs =
                WebVhScene.text(approve(log, first).and(approve(log, second)).toJson());
        String withRubbish = proofs.replaceFirst("\"proof\":\\[", "\"proof\":[{},{\"type\":1},");

        scene.assertVerified(log.toJsonl(), WebVhWitnessProofs.parse(withRubbish.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whoever_replaces_the_witnesses_needs_the_old_ones_for_it() {
        WebVhLog log = scene.created(WebVhChange.nothing().witnesses(two()));
        WebVhWitness mine = scene.witness();
        WebVhLog replaced = scene.updated(
                log, WebVhChange.nothing().witnesses(new WebVhWitnesses(1, List.of(mine.did()))), scene.key);
        WebVhWitnessProofs old = approve(log, first).and(approve(log, second));

        scene.assertRejected(replaced.toJsonl(), old.and(approve(replaced, mine)), WebVhFault.NOT_WITNESSED);
        scene.assertVerified(replaced.toJsonl(), approve(replaced, first).and(approve(replaced, second)));
    }

    @Test
    void whoever_ends_witnessing_needs_the_witnesses_for_it() {
        WebVhLog log = scene.created(WebVhChange.nothing().witnesses(two()));
        WebVhLog ended = scene.updated(log, WebVhChange.nothing().witnesses(WebVhWitnesses.NONE), scene.key);
        WebVhLog after = scene.updated(ended, WebVhChange.nothing(), scene.key);

        scene.assertRejected(after.toJsonl(), approve(log, first).and(approve(log, second)), WebVhFault.NOT_WITNESSED);
        scene.assertVerified(after.toJsonl(), approve(ended, first).and(approve(ended, second)));
    }

    @Test
    void the_entry_that_starts_witnessing_is_witnessed_itself() {
        WebVhLog started =
                scene.updated(scene.versions(1), WebVhChange.nothing().witnesses(two()), scene.key);

        scene.assertRejected(started.toJsonl(), WebVhFault.NOT_WITNESSED);
        scene.assertVerified(started.toJsonl(), approve(started, first).and(approve(started, second)));
    }

    @Test
    void a_witness_never_approves_two_histories() {
        WebVhLog log = scene.created(WebVhChange.nothing().witnesses(two()));
        WebVhLog one = scene.updated(log, WebVhChange.nothing(), scene.key);
        WebVhLog other = scene.updated(log, WebVhChange.nothing().ttl(Duration.ofHours(2)), scene.key);

        assertThat(first.approve(one)).isPresent();
        assertThat(first.approve(other)).isEmpty();
        assertThat(first.approve(one)).isPresent();
    }

    @Test
    void a_version_approved_before_is_found_by_name_although_the_newest_is_not_approved() {
        WebVhLog log = scene.created(WebVhChange.nothing().witnesses(two()));
        WebVhLog gone = scene.controller.deactivate(log, scene.key);
        scene.hosts.serves(
                log.did(),
                gone.toJsonl(),
                approve(log, first).and(approve(log, second)).toJson());
        DidWebVh resolver = new DidWebVh(scene.hosts, scene.clock);

        assertThat(resolver.resolve(log.did())).isInstanceOf(Resolution.Failed.class);
        assertThat(resolver.resolve(log.did(), ResolutionOptions.versionNumber(1)))
                .isInstanceOfSatisfying(Resolution.Resolved.class, resolved -> assertThat(
                                resolved.documentMetadata().deactivated())
                        .isFalse());
        assertThat(resolver.resolve(log.did(), ResolutionOptions.versionNumber(2)))
                .isInstanceOf(Resolution.Failed.class);
    }

    @Test
    void a_file_of_proofs_that_is_none_is_refused_and_not_read_as_empty() {
        WebVhLog log = scene.created(WebVhChange.nothing().witnesses(two()));
        scene.hosts.serves(log.did(), log.toJsonl(), new byte[] {'{', '}'});

        assertThat(new DidWebVh(scene.hosts, scene.clock).resolve(log.did()))
                .isInstanceOfSatisfying(Resolution.Failed.class, failed -> assertThat(failed.detail())
                        .startsWith("WITNESS_FILE: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "[{}]", "[{\"versionId\":1}]", "[", ""})
    void a_malformed_file_of_proofs_is_refused(String json) {
        assertThatThrownBy(() -> WebVhWitnessProofs.parse(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedDidException.class);
    }

    private static WebVhWitnessProofs approve(WebVhLog log, WebVhWitness witness) {
        return witness.approve(log).orElseThrow();
    }
}
