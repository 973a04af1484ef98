package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WebVhControllerTest {
    private final WebVhScene scene = new WebVhScene();

    @Test
    void a_new_did_is_bound_to_its_first_entry_and_resolves() {
        WebVhLog log = scene.created(WebVhChange.nothing());

        assertThat(log.did().toString()).matches("did:webvh:Qm[1-9A-HJ-NP-Za-km-z]{44}:bank\\.example");
        assertThat(WebVhScene.text(log.toJsonl())).doesNotContain("SCID").endsWith("}\n");
        assertThat(scene.resolves(log.did(), log)).isInstanceOfSatisfying(Resolution.Resolved.class, resolved -> {
            assertThat(resolved.document()).isEqualTo(log.document());
            assertThat(resolved.document().key(DidUrl.of(log.did(), "k1"), VerificationRelationship.ASSERTION_METHOD))
                    .contains(scene.key.publicKey());
        });
    }

    @Test
    void a_did_with_port_and_path_lies_where_its_address_says() {
        WebVhLog log = scene.controller.create(
                URI.create("https://example.com:8443/banks/one/"), scene::describe, WebVhChange.nothing(), scene.key);
        DidWebVh method = new DidWebVh(scene.hosts, scene.clock);

        assertThat(log.did().id()).endsWith(":example.com%3A8443:banks:one");
        assertThat(method.logUri(log.did())).hasToString("https://example.com:8443/banks/one/did.jsonl");
        assertThat(method.witnessProofsUri(log.did()))
                .hasToString("https://example.com:8443/banks/one/did-witness.json");
        assertThat(method.implicitServices(log.did()))
                .containsExactly(
                        new ServiceEndpoint(
                                log.did() + "#files",
                                Set.of("relativeRef"),
                                List.of("https://example.com:8443/banks/one/")),
                        new ServiceEndpoint(
                                log.did() + "#whois",
                                Set.of("LinkedVerifiablePresentation"),
                                List.of("https://example.com:8443/banks/one/whois.vp")));
    }

    @Test
    void loopback_hosts_are_for_development_only() {
        URI base = URI.create("http://localhost:8080");
        WebVhLog log =
                scene.controller.allowingLoopbackHttp().create(base, scene::describe, WebVhChange.nothing(), scene.key);

        assertThat(new DidWebVh(scene.hosts, scene.clock).allowingLoopbackHttp().logUri(log.did()))
                .hasToString("http://localhost:8080/.well-known/did.jsonl");
        assertThatThrownBy(() -> new DidWebVh(scene.hosts, scene.clock).logUri(log.did()))
                .isInstanceOf(MalformedDidException.class);
        assertThatThrownBy(() -> scene.controller.create(base, scene::describe, WebVhChange.nothing(), scene.key))
                .isInstanceOf(MalformedDidException.class);
    }

    @Test
    void keys_are_rotated_and_the_document_changes_while_the_did_stays() {
        WebVhLog log = scene.created(WebVhChange.nothing());
        WebVhLog rotated =
                scene.updated(log, WebVhChange.nothing().updateKeys(List.of(scene.nextKey.publicKey())), scene.key);
        DidDocument changed = DidDocument.describing(log.did())
                .service("site", "LinkedDomains", "https://bank.example")
                .build();
        WebVhLog after = scene.updated(rotated, WebVhChange.nothing().document(changed), scene.nextKey);

        assertThat(after.did()).isEqualTo(log.did());
        assertThat(after.document()).isEqualTo(changed);
        assertThat(after.versionNumber()).isEqualTo(3);
        refuses(() -> scene.updated(rotated, WebVhChange.nothing(), scene.key), WebVhFault.KEY_NOT_AUTHORIZED);
    }

    @Test
    void promised_keys_take_over_and_promise_the_next() {
        ProofSigner afterNext = WebVhScene.signer();
        WebVhLog log = scene.created(WebVhChange.nothing().nextKeys(List.of(scene.nextKey.publicKey())));
        WebVhLog rotated = scene.updated(
                log,
                WebVhChange.nothing()
                        .updateKeys(List.of(scene.nextKey.publicKey()))
                        .nextKeys(List.of(afterNext.publicKey())),
                scene.nextKey);

        assertThat(rotated.parameters().preRotation()).isTrue();
        assertThat(rotated.parameters().updateKeys()).containsExactly(scene.nextKey.multikey());
        refuses(() -> scene.updated(rotated, WebVhChange.nothing(), scene.nextKey), WebVhFault.PRE_ROTATION);
    }

    @Test
    void a_deactivated_did_has_a_last_document_and_no_keys() {
        WebVhLog log = scene.created(WebVhChange.nothing());
        WebVhLog gone = scene.controller.deactivate(log, scene.key);

        assertThat(gone.parameters().updateKeys()).isEmpty();
        assertThat(scene.resolves(log.did(), gone))
                .isInstanceOfSatisfying(Resolution.Deactivated.class, deactivated -> {
                    assertThat(deactivated.lastDocument()).contains(log.document());
                    assertThat(deactivated.documentMetadata().deactivated()).isTrue();
                });
        assertThat(new DidWebVh(scene.hosts, scene.clock).resolve(log.did(), ResolutionOptions.versionNumber(1)))
                .isInstanceOfSatisfying(Resolution.Resolved.class, resolved -> assertThat(
                                resolved.documentMetadata().deactivated())
                        .isTrue());
        refuses(() -> scene.updated(gone, WebVhChange.nothing(), scene.key), WebVhFault.AFTER_DEACTIVATION);
    }

    @Test
    void deactivation_under_pre_rotation_first_ends_the_promises() {
        WebVhLog log = scene.created(WebVhChange.nothing().nextKeys(List.of(scene.nextKey.publicKey())));

        WebVhLog gone = scene.controller.deactivate(log, scene.nextKey);

        assertThat(gone.versionNumber()).isEqualTo(3);
        assertThat(scene.resolves(log.did(), gone)).isInstanceOf(Resolution.Deactivated.class);
        refuses(() -> scene.controller.deactivate(log, scene.key), WebVhFault.PRE_ROTATION);
    }

    @Test
    void a_portable_did_moves_and_its_old_name_leads_to_the_new_one() {
        WebVhLog log = scene.created(WebVhChange.nothing().portable());
        WebVhLog moved =
                scene.updated(log, WebVhChange.nothing().movedTo(URI.create("https://bank.test/new")), scene.key);

        assertThat(moved.did().id()).isEqualTo(log.did().id().replace("bank.example", "bank.test:new"));
        assertThat(moved.document().alsoKnownAs()).containsExactly(log.did().toString());
        assertThat(moved.document().key(DidUrl.of(moved.did(), "k1"), VerificationRelationship.ASSERTION_METHOD))
                .isPresent();
        assertThat(scene.resolves(moved.did(), moved))
                .isInstanceOfSatisfying(Resolution.Resolved.class, resolved -> assertThat(
                                resolved.documentMetadata().canonicalId())
                        .isEmpty());
        scene.hosts.serves(log.did(), moved.toJsonl(), null);
        assertThat(DidResolver.of(new DidWebVh(scene.hosts, scene.clock)).resolve(log.did()))
                .isInstanceOfSatisfying(Resolution.Resolved.class, resolved -> {
                    assertThat(resolved.documentMetadata().canonicalId()).contains(moved.did());
                    assertThat(resolved.document()
                                    .key(DidUrl.of(log.did(), "k1"), VerificationRelationship.ASSERTION_METHOD))
                            .isEmpty();
                });
    }

    @Test
    void a_did_that_is_not_portable_stays() {
        WebVhLog tied = scene.created(WebVhChange.nothing());
        WebVhLog settled = scene.updated(
                scene.created(WebVhChange.nothing().portable()),
                WebVhChange.nothing().notPortable(),
                scene.key);
        WebVhChange move = WebVhChange.nothing().movedTo(URI.create("https://bank.test"));

        refuses(() -> scene.updated(tied, move, scene.key), WebVhFault.PORTABILITY);
        refuses(() -> scene.updated(settled, move, scene.key), WebVhFault.PORTABILITY);
        refuses(() -> scene.updated(tied, WebVhChange.nothing().portable(), scene.key), WebVhFault.PARAMETER);
    }

    @Test
    void versions_are_found_by_id_number_and_time() {
        WebVhLog log = scene.versions(4);
        scene.hosts.serves(log.did(), log.toJsonl(), null);
        DidWebVh method = new DidWebVh(scene.hosts, scene.clock);
        DocumentMetadata second = metadata(method.resolve(log.did(), ResolutionOptions.versionNumber(2)));
        DocumentMetadata.Version version = second.version().orElseThrow();

        assertThat(metadata(method.resolve(log.did(), ResolutionOptions.versionId(version.id()))))
                .isEqualTo(second);
        assertThat(metadata(method.resolve(log.did(), ResolutionOptions.versionTime(version.updated()))))
                .isEqualTo(second);
        assertThat(metadata(method.resolve(
                        log.did(),
                        ResolutionOptions.versionTime(
                                version.updated().plus(Duration.ofDays(1)).minusNanos(1)))))
                .isEqualTo(second);
        assertThat(second.next().orElseThrow().update())
                .isEqualTo(version.updated().plus(Duration.ofDays(1)));
        assertThat(metadata(method.resolve(log.did())).next()).isEmpty();
        for (ResolutionOptions nothing : List.of(
                ResolutionOptions.versionNumber(5),
                ResolutionOptions.versionId("2-Qm"),
                ResolutionOptions.versionTime(version.created().minusNanos(1)))) {
            assertThat(method.resolve(log.did(), nothing))
                    .isInstanceOfSatisfying(Resolution.Failed.class, failed -> assertThat(failed.error())
                            .isEqualTo(ResolutionError.NOT_FOUND));
        }
    }

    @Test
    void metadata_say_what_the_specification_asks_for() throws Exception {
        WebVhWitness witness = scene.witness();
        WebVhLog log = scene.created(WebVhChange.nothing()
                .portable()
                .ttl(Duration.ofMinutes(5))
                .watchers(List.of(URI.create("https://watcher.example/api")))
                .witnesses(new WebVhWitnesses(1, List.of(witness.did()))));
        scene.hosts.serves(
                log.did(), log.toJsonl(), witness.approve(log).orElseThrow().toJson());
        DocumentMetadata metadata = metadata(new DidWebVh(scene.hosts, scene.clock).resolve(log.did()));

        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(metadata.toJson())).isEqualTo(mapper.readTree("""
                {"created":"2026-01-31T12:00:00Z","updated":"2026-01-31T12:00:00Z","versionId":"VERSION",
                 "versionTime":"2026-01-31T12:00:00Z","scid":"SCID","portable":true,"ttl":"300",
                 "witness":{"threshold":"1","witnesses":[{"id":"WITNESS"}]},
                 "watchers":["https://watcher.example/api"]}""".replace("VERSION", log.versionId())
                .replace("SCID", WebVhLocation.scid(log.did()))
                .replace("WITNESS", witness.did().toString())));
    }

    @Test
    void a_resolver_goes_on_from_what_it_verified_before() {
        WebVhLog log = scene.versions(3);
        WebVhPrefixes memory = WebVhPrefixes.inMemory(1);
        DidWebVh method = new DidWebVh(scene.hosts, scene.clock).remembering(memory);
        scene.hosts.serves(log.did(), log.toJsonl(), null);
        method.resolve(log.did());
        assertThat(memory.find(log.did()).map(WebVhPrefix::entries)).contains(3);
        assertThat(metadata(method.resolve(log.did(), ResolutionOptions.versionNumber(1)))
                        .next())
                .isPresent();

        WebVhLog longer = scene.updated(log, WebVhChange.nothing(), scene.key);
        scene.hosts.serves(log.did(), longer.toJsonl(), null);

        assertThat(metadata(method.resolve(log.did())).version().map(DocumentMetadata.Version::id))
                .contains(longer.versionId());
        assertThat(memory.find(log.did()).map(WebVhPrefix::versionId)).contains(longer.versionId());
        assertThat(metadata(method.resolve(log.did(), ResolutionOptions.versionNumber(3)))
                        .next()
                        .map(DocumentMetadata.NextVersion::id))
                .contains(longer.versionId());
    }

    @Test
    void a_remembered_log_with_other_white_space_is_the_same_log() {
        WebVhLog log = scene.versions(3);
        DidWebVh method = new DidWebVh(scene.hosts, scene.clock).remembering(WebVhPrefixes.inMemory(1));
        scene.hosts.serves(log.did(), log.toJsonl(), null);
        method.resolve(log.did());
        scene.hosts.serves(
                log.did(),
                WebVhScene.log(String.join("\r\n", WebVhScene.lines(log)).trim()),
                null);

        assertThat(method.resolve(log.did())).isInstanceOf(Resolution.Resolved.class);
    }

    @Test
    void a_wrong_entry_after_what_was_verified_before_is_still_refused() {
        WebVhLog log = scene.versions(2);
        DidWebVh method = new DidWebVh(scene.hosts, scene.clock).remembering(WebVhPrefixes.inMemory(1));
        scene.hosts.serves(log.did(), log.toJsonl(), null);
        method.resolve(log.did());
        scene.hosts.serves(log.did(), scene.forged(log, entry -> {}, scene.thief), null);

        assertThat(method.resolve(log.did())).isInstanceOf(Resolution.Failed.class);
        assertThat(method.resolve(log.did(), ResolutionOptions.versionNumber(2)))
                .isInstanceOf(Resolution.Resolved.class);
    }

    @Test
    void a_memory_forgets_who_was_not_asked_for_longest() {
        WebVhPrefixes memory = WebVhPrefixes.inMemory(1);
        DidWebVh method = new DidWebVh(scene.hosts, scene.clock).remembering(memory);
        WebVhLog one = scene.created(WebVhChange.nothing());
        scene.hosts.serves(one.did(), one.toJsonl(), null);
        method.resolve(one.did());
        WebVhLog two = scene.controller.create(
                URI.create("https://two.example"), scene::describe, WebVhChange.nothing(), scene.key);
        scene.hosts.serves(two.did(), two.toJsonl(), null);
        method.resolve(two.did());

        assertThat(memory.find(one.did())).isEmpty();
        assertThat(memory.find(two.did())).isPresent();
    }

    @Test
    void the_twin_under_did_web_names_the_webvh_and_offers_what_it_offers() {
        WebVhLog log = scene.controller.create(
                WebVhScene.BANK,
                did -> DidDocument.describing(did)
                        .alsoKnownAs("did:web:bank.example")
                        .key("k1", scene.key.publicKey(), Set.of(VerificationRelationship.ASSERTION_METHOD))
                        .service("files", "relativeRef", "https://files.bank.example/")
                        .build(),
                WebVhChange.nothing(),
                scene.key);

        DidDocument twin = log.parallelDidWeb();

        Did web = Did.parse("did:web:bank.example");
        assertThat(twin.id()).isEqualTo(web);
        assertThat(twin.alsoKnownAs()).containsExactly(log.did().toString());
        assertThat(twin.key(DidUrl.of(web, "k1"), VerificationRelationship.ASSERTION_METHOD))
                .isPresent();
        assertThat(twin.services())
                .extracting(ServiceEndpoint::id, service -> service.uris().get(0))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(web + "#files", "https://files.bank.example/"),
                        org.assertj.core.groups.Tuple.tuple(web + "#whois", "https://bank.example/whois.vp"));
    }

    @Test
    void two_updates_within_one_second_still_have_an_order() {
        WebVhLog log = scene.created(WebVhChange.nothing());
        WebVhLog second = scene.controller.update(log, WebVhChange.nothing(), scene.key);
        WebVhLog third = scene.controller.update(second, WebVhChange.nothing(), scene.key);

        assertThat(third.versionTime()).isAfter(second.versionTime());
        scene.assertVerified(third.toJsonl(), WebVhWitnessProofs.NONE);
    }

    @Test
    void hosts_that_are_down_and_hosts_without_a_log_are_told_apart() {
        Did did = scene.created(WebVhChange.nothing()).did();

        assertThat(error(new DidWebVh(scene.hosts, scene.clock).resolve(did))).isEqualTo(ResolutionError.NOT_FOUND);
        assertThat(error(new DidWebVh(
                                (uri, maxBytes) -> {
                                    throw new java.io.IOException("down");
                                },
                                scene.clock)
                        .resolve(did)))
                .isEqualTo(ResolutionError.UNREACHABLE);
        assertThat(error(new DidWebVh(scene.hosts, scene.clock).resolve(Did.parse("did:webvh:x:bank.example"))))
                .isEqualTo(ResolutionError.INVALID_DID);
    }

    private static ResolutionError error(Resolution resolution) {
        return ((Resolution.Failed) resolution).error();
    }

    private static DocumentMetadata metadata(Resolution resolution) {
        return Optional.of(resolution)
                .map(Resolution.Resolved.class::cast)
                .orElseThrow()
                .documentMetadata();
    }

    private static void refuses(ThrowingCallable change, WebVhFault fault) {
        assertThatThrownBy(change)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("did:webvh: " + fault + ": ");
    }
}
