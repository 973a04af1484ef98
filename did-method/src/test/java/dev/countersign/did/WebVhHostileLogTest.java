package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an attacker may do to a log, and the reason for which it is refused. */
class WebVhHostileLogTest {
    private final WebVhScene scene = new WebVhScene();

    @Test
    void reordered_entries_are_refused() {
        String[] lines = WebVhScene.lines(scene.versions(3));

        scene.assertRejected(WebVhScene.log(lines[0], lines[2], lines[1]), WebVhFault.VERSION_NUMBER);
        scene.assertRejected(WebVhScene.log(lines[1], lines[0], lines[2]), WebVhFault.VERSION_NUMBER);
    }

    @Test
    void a_log_without_its_middle_is_refused() {
        String[] lines = WebVhScene.lines(scene.versions(3));

        scene.assertRejected(WebVhScene.log(lines[0], lines[2]), WebVhFault.VERSION_NUMBER);
    }

    @Test
    void a_log_without_its_start_is_refused() {
        String[] lines = WebVhScene.lines(scene.versions(3));

        scene.assertRejected(WebVhScene.log(lines[1], lines[2]), WebVhFault.VERSION_NUMBER);
    }

    @Test
    void an_entry_that_stands_twice_is_refused() {
        String[] lines = WebVhScene.lines(scene.versions(2));

        scene.assertRejected(WebVhScene.log(lines[0], lines[1], lines[1]), WebVhFault.VERSION_NUMBER);
    }

    @Test
    void entries_renumbered_over_a_removed_one_are_refused() {
        WebVhLog log = scene.versions(3);
        String[] lines = WebVhScene.lines(log);

        scene.assertRejected(
                WebVhScene.log(lines[0], lines[2].replace("\"versionId\":\"3-", "\"versionId\":\"2-")),
                WebVhFault.ENTRY_HASH);
    }

    @Test
    void a_log_cut_back_after_it_was_seen_is_refused_as_truncated() {
        WebVhLog log = scene.versions(3);
        String[] lines = WebVhScene.lines(log);

        refusedByARememberingResolver(log, WebVhScene.log(lines[0], lines[1]), WebVhFault.TRUNCATED);
    }

    @Test
    void a_log_forked_by_its_own_controller_after_it_was_seen_is_refused() {
        WebVhLog two = scene.versions(2);
        WebVhLog honest = scene.updated(two, WebVhChange.nothing().ttl(Duration.ofHours(2)), scene.key);
        WebVhLog other = scene.updated(two, WebVhChange.nothing().ttl(Duration.ofHours(3)), scene.key);
        WebVhLog longer = scene.updated(other, WebVhChange.nothing(), scene.key);

        refusedByARememberingResolver(honest, other.toJsonl(), WebVhFault.FORKED);
        refusedByARememberingResolver(honest, longer.toJsonl(), WebVhFault.FORKED);
    }

    @Test
    void a_fork_is_refused_for_older_versions_too() {
        WebVhLog two = scene.versions(2);
        WebVhLog honest = scene.updated(two, WebVhChange.nothing().ttl(Duration.ofHours(2)), scene.key);
        WebVhLog other = scene.updated(two, WebVhChange.nothing().ttl(Duration.ofHours(3)), scene.key);
        Did did = two.did();
        DidWebVh resolver = new DidWebVh(scene.hosts, scene.clock).remembering(WebVhPrefixes.inMemory(1));
        scene.hosts.serves(did, honest.toJsonl(), null);
        resolver.resolve(did);
        scene.hosts.serves(did, other.toJsonl(), null);

        assertFailed(resolver.resolve(did, ResolutionOptions.versionNumber(1)), WebVhFault.FORKED);
    }

    private void refusedByARememberingResolver(WebVhLog seen, byte[] served, WebVhFault fault) {
        Did did = seen.did();
        DidWebVh resolver = new DidWebVh(scene.hosts, scene.clock).remembering(WebVhPrefixes.inMemory(1));
        scene.hosts.serves(did, seen.toJsonl(), null);
        assertThat(resolver.resolve(did)).isInstanceOf(Resolution.Resolved.class);
        scene.hosts.serves(did, served, null);

        assertFailed(resolver.resolve(did), fault);
    }

    @Test
    void a_did_whose_scid_is_anothers_is_refused() {
        WebVhLog mine = scene.versions(1);
        WebVhLog other = scene.created(WebVhChange.nothing().ttl(Duration.ofHours(2)));
        String swapped =
                WebVhScene.lines(mine)[0].replace(WebVhLocation.scid(mine.did()), WebVhLocation.scid(other.did()));

        scene.assertRejected(WebVhScene.log(swapped), WebVhFault.ENTRY_HASH);
    }

    @Test
    void a_log_rehashed_and_resigned_under_a_stolen_scid_is_refused() {
        WebVhLog victim = scene.versions(1);
        String scid = WebVhLocation.scid(victim.did());
        ObjectNode parameters = Json.object();
        parameters.put("method", WebVhParameterRules.METHOD).put("scid", scid);
        parameters.putArray("updateKeys").add(scene.thief.multikey());
        WebVhEntry.Hashes hashes = WebVhEntry.Hashes.of(parameters, victim.state(), "2026-01-31T12:00:00Z");
        WebVhEntry.VersionId id = new WebVhEntry.VersionId(1, Multihash.ofDigest(hashes.withVersionId(scid)));
        ObjectNode proof = DataIntegrityProof.make(scene.thief, hashes.withVersionId(id.toString()), Instant.EPOCH);

        scene.assertRejected(
                WebVhEntry.line(id, "2026-01-31T12:00:00Z", parameters, new WebVhEntry.Signed(victim.state(), proof)),
                WebVhFault.SCID);
    }

    @Test
    void a_good_log_of_somebody_else_is_refused() {
        WebVhLog other = scene.created(WebVhChange.nothing());
        Did asked = new Did("webvh", other.did().id().replace("bank.example", "victim.example"));
        scene.hosts.serves(asked, other.toJsonl(), null);

        assertFailed(new DidWebVh(scene.hosts, scene.clock).resolve(asked), WebVhFault.OTHER_DID);
    }

    @Test
    void a_log_without_entries_is_refused() {
        scene.assertRejected(new byte[0], WebVhFault.EMPTY_LOG);
    }

    @Test
    void a_document_changed_by_the_host_is_refused() {
        String line = WebVhScene.lines(scene.versions(1))[0];

        scene.assertRejected(WebVhScene.log(line.replace("JsonWebKey", "JsonWebKez")), WebVhFault.ENTRY_HASH);
    }

    @Test
    void white_space_and_other_order_of_members_change_nothing() {
        String line = WebVhScene.lines(scene.versions(1))[0];

        scene.assertVerified(WebVhScene.log(line.replace(":{", " : {")), WebVhWitnessProofs.NONE);
    }

    @Test
    void a_time_that_stands_still_or_goes_back_is_refused() {
        WebVhLog log = scene.versions(2);

        scene.assertRejected(
                scene.forged(
                        log, entry -> entry.put("versionTime", log.versionTime().toString()), scene.key),
                WebVhFault.VERSION_TIME_ORDER);
        scene.assertRejected(
                scene.forged(
                        log,
                        entry -> entry.put(
                                "versionTime", log.versionTime().minusSeconds(1).toString()),
                        scene.key),
                WebVhFault.VERSION_TIME_ORDER);
    }

    @Test
    void a_time_more_than_five_minutes_ahead_is_refused_and_exactly_five_is_not() {
        WebVhLog log = scene.versions(1);
        Instant fiveAhead = scene.clock.instant().plus(Duration.ofMinutes(5));

        scene.assertVerified(
                scene.forged(log, entry -> entry.put("versionTime", fiveAhead.toString()), scene.key),
                WebVhWitnessProofs.NONE);
        scene.assertRejected(
                scene.forged(
                        log,
                        entry ->
                                entry.put("versionTime", fiveAhead.plusMillis(1).toString()),
                        scene.key),
                WebVhFault.VERSION_TIME_FUTURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-01T12:00:00",
                "2026-02-01T12:00:00+01:00",
                "2026-02-01T12:00:00-00:00",
                "2026-02-30T12:00:00Z",
                "2026-02-01 12:00:00Z",
                "2026-02-01T12:00:00z",
                "2026-02-01",
                "1772452800",
                ""
            })
    void a_time_that_is_not_utc_is_refused(String time) {
        WebVhLog log = scene.versions(1);

        scene.assertRejected(
                scene.forged(log, entry -> entry.put("versionTime", time), scene.key), WebVhFault.VERSION_TIME_FORMAT);
    }

    @Test
    void a_stranger_cannot_add_an_entry() {
        WebVhLog log = scene.versions(2);

        scene.assertRejected(scene.forged(log, entry -> {}, scene.thief), WebVhFault.KEY_NOT_AUTHORIZED);
    }

    @Test
    void a_key_that_was_rotated_away_cannot_add_an_entry() {
        WebVhLog rotated = scene.updated(
                scene.versions(1), WebVhChange.nothing().updateKeys(List.of(scene.nextKey.publicKey())), scene.key);

        scene.assertRejected(scene.forged(rotated, entry -> {}, scene.key), WebVhFault.KEY_NOT_AUTHORIZED);
        scene.assertVerified(scene.forged(rotated, entry -> {}, scene.nextKey), WebVhWitnessProofs.NONE);
    }

    @Test
    void a_thief_cannot_authorize_his_own_key_in_the_entry_that_he_signs() {
        WebVhLog log = scene.versions(1);

        scene.assertRejected(
                scene.forged(log, entry -> updateKeys(entry, scene.thief), scene.thief), WebVhFault.KEY_NOT_AUTHORIZED);
    }

    @Test
    void a_thief_of_todays_key_cannot_rotate_to_his_own_when_the_next_is_promised() {
        WebVhLog log = scene.created(WebVhChange.nothing().nextKeys(List.of(scene.nextKey.publicKey())));

        scene.assertRejected(
                scene.forged(
                        log,
                        entry -> {
                            updateKeys(entry, scene.thief);
                            parameters(entry).putArray("nextKeyHashes");
                        },
                        scene.key),
                WebVhFault.PRE_ROTATION);
        scene.assertRejected(scene.forged(log, entry -> {}, scene.key), WebVhFault.PRE_ROTATION);
    }

    @Test
    void the_old_key_cannot_sign_for_the_promised_one() {
        WebVhLog log = scene.created(WebVhChange.nothing().nextKeys(List.of(scene.nextKey.publicKey())));

        scene.assertRejected(
                scene.forged(
                        log,
                        entry -> {
                            updateKeys(entry, scene.nextKey);
                            parameters(entry).putArray("nextKeyHashes");
                        },
                        scene.key),
                WebVhFault.KEY_NOT_AUTHORIZED);
    }

    @Test
    void a_promise_that_is_not_renewed_is_refused() {
        WebVhLog log = scene.created(WebVhChange.nothing().nextKeys(List.of(scene.nextKey.publicKey())));

        scene.assertRejected(
                scene.forged(log, entry -> updateKeys(entry, scene.nextKey), scene.nextKey), WebVhFault.PRE_ROTATION);
    }

    @ParameterizedTest
    @CsvSource({
        "cryptosuite,ecdsa-jcs-2019",
        "cryptosuite,eddsa-rdfc-2022",
        "proofPurpose,authentication",
        "type,Ed25519Signature2020",
        "verificationMethod,did:key:z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC",
        "verificationMethod,did:web:bank.example#k1",
        "proofValue,u1234",
        "proofValue,z1234"
    })
    void a_proof_of_another_form_is_refused(String member, String value) {
        WebVhLog log = scene.versions(1);

        scene.assertRejected(
                scene.forged(log, entry -> entry.putObject("proof").put(member, value), scene.key),
                WebVhFault.PROOF_FORM);
    }

    @Test
    void a_proof_whose_own_members_were_changed_is_refused() {
        WebVhLog log = scene.versions(1);

        scene.assertRejected(
                scene.forged(log, entry -> entry.putObject("proof").put("created", "2020-01-01T00:00:00Z"), scene.key),
                WebVhFault.PROOF_SIGNATURE);
    }

    @Test
    void an_entry_without_a_proof_is_refused() {
        String line = WebVhScene.lines(scene.versions(1))[0];

        scene.assertRejected(WebVhScene.log(line.replaceFirst(",\"proof\":.*", "}")), WebVhFault.PROOF_FORM);
        scene.assertRejected(
                WebVhScene.log(line.replaceFirst(",\"proof\":.*", ",\"proof\":[]}")), WebVhFault.PROOF_FORM);
    }

    @Test
    void a_second_proof_by_a_stranger_is_refused() {
        String line = WebVhScene.lines(scene.versions(1))[0];
        ObjectNode entry = Json.parseObject(line.getBytes(StandardCharsets.UTF_8));
        entry.withArray("/proof").add(DataIntegrityProof.make(scene.thief, new byte[32], Instant.EPOCH));

        scene.assertRejected(Json.print(entry), WebVhFault.KEY_NOT_AUTHORIZED);
    }

    @Test
    void parameters_out_of_place_are_refused() {
        WebVhLog log = scene.versions(1);

        refusesParameter(log, "scid", "\"" + WebVhLocation.scid(log.did()) + "\"", WebVhFault.PARAMETER);
        refusesParameter(log, "portable", "true", WebVhFault.PARAMETER);
        refusesParameter(log, "method", "\"did:webvh:1.1\"", WebVhFault.METHOD_VERSION);
        refusesParameter(log, "method", "\"did:webvh:0.5\"", WebVhFault.METHOD_VERSION);
        refusesParameter(log, "weight", "1", WebVhFault.UNKNOWN_PARAMETER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "updateKeys|{}",
                "updateKeys|~z6Mk~",
                "updateKeys|[1]",
                "nextKeyHashes|[null]",
                "watchers|[~not a url~]",
                "watchers|[~/relative~]",
                "portable|~false~",
                "deactivated|1",
                "ttl|-1",
                "ttl|2147483649",
                "ttl|1.5",
                "ttl|~3600~"
            })
    void parameters_of_the_wrong_kind_are_refused(String name, String value) {
        refusesParameter(scene.versions(1), name, value.replace('~', '"'), WebVhFault.PARAMETER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{'threshold':1}",
                "{'threshold':1,'witnesses':[]}",
                "{'threshold':0,'witnesses':[{'id':'DID'}]}",
                "{'threshold':2,'witnesses':[{'id':'DID'}]}",
                "{'threshold':2,'witnesses':[{'id':'DID'},{'id':'DID'}]}",
                "{'threshold':1.0,'witnesses':[{'id':'DID'}]}",
                "{'threshold':'1','witnesses':[{'id':'DID'}]}",
                "{'threshold':1,'witnesses':[{'id':'did:web:witness.example'}]}",
                "{'threshold':1,'witnesses':[{'id':'z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC'}]}",
                "{'threshold':1,'witnesses':['DID']}",
                "{'threshold':1,'witnesses':[{'id':'DID'}],'weight':1}"
            })
    void a_malformed_list_of_witnesses_is_never_read_as_none(String value) {
        String did = "did:key:z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC";

        refusesParameter(
                scene.versions(1), "witness", value.replace('\'', '"').replace("DID", did), WebVhFault.WITNESS_LIST);
    }

    private void refusesParameter(WebVhLog log, String name, String value, WebVhFault fault) {
        ObjectNode parsed = Json.parseObject(("{\"" + name + "\":" + value + "}").getBytes(StandardCharsets.UTF_8));
        scene.assertRejected(scene.forged(log, entry -> parameters(entry).setAll(parsed), scene.key), fault);
    }

    @Test
    void an_entry_after_deactivation_is_refused() {
        WebVhLog gone = scene.controller.deactivate(scene.versions(1), scene.key);

        scene.assertRejected(scene.forged(gone, entry -> {}, scene.key), WebVhFault.AFTER_DEACTIVATION);
    }

    @Test
    void a_did_that_moves_without_leave_is_refused() {
        WebVhLog tied = scene.versions(1);
        WebVhLog portable = scene.created(WebVhChange.nothing().portable());

        scene.assertRejected(moved(tied, true), WebVhFault.PORTABILITY);
        scene.assertRejected(moved(portable, false), WebVhFault.PORTABILITY);
        scene.assertVerified(moved(portable, true), WebVhWitnessProofs.NONE);
    }

    private byte[] moved(WebVhLog log, boolean namingTheOld) {
        return scene.forged(
                log,
                entry -> {
                    ObjectNode state = (ObjectNode) entry.get("state");
                    state.put("id", log.did().toString().replace("bank.example", "thief.example"));
                    state.remove("verificationMethod");
                    state.remove("assertionMethod");
                    if (namingTheOld) {
                        state.putArray("alsoKnownAs").add(log.did().toString());
                    }
                },
                scene.key);
    }

    @Test
    void a_document_about_another_did_is_refused() {
        WebVhLog log = scene.created(WebVhChange.nothing().portable());
        String other = WebVhLocation.scid(scene.created(WebVhChange.nothing()).did());

        for (String id : List.of(
                "did:webvh:" + other + ":bank.example",
                "did:web:bank.example",
                log.did() + "#k1",
                "did:webvh:" + WebVhLocation.scid(log.did()),
                "bank")) {
            scene.assertRejected(
                    scene.forged(log, entry -> ((ObjectNode) entry.get("state")).put("id", id), scene.key),
                    WebVhFault.SUBJECT);
        }
    }

    @Test
    void an_entry_with_other_members_is_refused() {
        String line = WebVhScene.lines(scene.versions(1))[0];

        scene.assertRejected(WebVhScene.log(line.replaceFirst("\\{", "{\"x\":1,")), WebVhFault.MALFORMED_ENTRY);
        scene.assertRejected(WebVhScene.log("{}"), WebVhFault.PROOF_FORM);
        scene.assertRejected(WebVhScene.log("", line), WebVhFault.MALFORMED_ENTRY);
        scene.assertRejected(WebVhScene.log("[]"), WebVhFault.MALFORMED_ENTRY);
        scene.assertRejected(
                WebVhScene.log(line.replaceFirst("\\{", "{\"versionTime\":\"x\",")), WebVhFault.MALFORMED_ENTRY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01-", "1--", "-1-", "+1-", "1", "", "99999999999-", "１-"})
    void a_version_number_in_another_notation_is_refused(String start) {
        String line = WebVhScene.lines(scene.versions(1))[0];

        scene.assertRejected(
                WebVhScene.log(line.replace("\"versionId\":\"1-", "\"versionId\":\"" + start)),
                WebVhFault.VERSION_NUMBER);
    }

    @Test
    void half_a_surrogate_pair_has_no_hash_and_is_refused() {
        String line = WebVhScene.lines(scene.versions(1))[0];

        scene.assertRejected(WebVhScene.log(line.replace("\"JsonWebKey\"", "\"\\ud800\"")), WebVhFault.MALFORMED_ENTRY);
    }

    @Test
    void a_log_over_the_limit_is_refused_and_not_read() {
        WebVhLog log = scene.versions(2);
        scene.hosts.serves(log.did(), log.toJsonl(), null);
        DidWebVh strict = new DidWebVh(scene.hosts, scene.clock).within(new WebVhLimits(log.toJsonl().length - 1, 1));

        assertThat(strict.resolve(log.did()))
                .isInstanceOfSatisfying(Resolution.Failed.class, failed -> assertThat(failed.error())
                        .isEqualTo(ResolutionError.UNREACHABLE));
        // Even when whoever fetches forgets the limit.
        DidWebVh careless = new DidWebVh((uri, maxBytes) -> log.toJsonl(), scene.clock)
                .within(new WebVhLimits(log.toJsonl().length - 1, 1));
        assertFailed(careless.resolve(log.did()), WebVhFault.TOO_LARGE);
    }

    @Test
    void a_line_over_the_limit_is_refused() {
        byte[] line = new byte[Json.MAX_BYTES + 1];

        scene.assertRejected(line, WebVhFault.TOO_LARGE);
    }

    @Test
    void a_good_version_is_found_by_name_although_a_wrong_entry_follows() {
        WebVhLog log = scene.versions(2);
        byte[] attacked = scene.forged(log, entry -> {}, scene.thief);
        scene.hosts.serves(log.did(), attacked, null);
        DidWebVh resolver = new DidWebVh(scene.hosts, scene.clock);

        assertFailed(resolver.resolve(log.did()), WebVhFault.KEY_NOT_AUTHORIZED);
        assertThat(resolver.resolve(log.did(), ResolutionOptions.versionId(log.versionId())))
                .isInstanceOf(Resolution.Resolved.class);
        assertThat(resolver.resolve(log.did(), ResolutionOptions.versionNumber(1)))
                .isInstanceOf(Resolution.Resolved.class);
    }

    @Test
    void the_time_of_a_wrong_entry_is_nobodys() {
        WebVhLog log = scene.versions(2);
        byte[] attacked = scene.forged(log, entry -> {}, scene.thief);
        scene.hosts.serves(log.did(), attacked, null);
        DidWebVh resolver = new DidWebVh(scene.hosts, scene.clock);

        assertFailed(
                resolver.resolve(log.did(), ResolutionOptions.versionTime(scene.clock.instant())),
                WebVhFault.KEY_NOT_AUTHORIZED);
        assertThat(resolver.resolve(
                        log.did(),
                        ResolutionOptions.versionTime(log.versionTime().minusSeconds(1))))
                .isInstanceOf(Resolution.Resolved.class);
    }

    private static void updateKeys(ObjectNode entry, ProofSigner key) {
        parameters(entry).putArray("updateKeys").add(key.multikey());
    }

    private static ObjectNode parameters(ObjectNode entry) {
        return (ObjectNode) entry.get("parameters");
    }

    private static void assertFailed(Resolution resolution, WebVhFault fault) {
        assertThat(resolution).isInstanceOfSatisfying(Resolution.Failed.class, failed -> {
            assertThat(failed.error()).isEqualTo(ResolutionError.INVALID_DID);
            assertThat(failed.detail()).startsWith(fault + ": ");
        });
    }
}
