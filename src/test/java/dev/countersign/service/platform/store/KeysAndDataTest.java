package dev.countersign.service.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.CertificateChain;
import dev.countersign.service.platform.ErasedDataException;
import dev.countersign.service.platform.Event;
import dev.countersign.service.platform.Events;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.KeyedHash;
import dev.countersign.service.platform.KeysNotWritableException;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.PersonalData;
import dev.countersign.service.platform.SortableIds;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.TrustAnchor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class KeysAndDataTest {
    private static final byte[] NAME = "Alice".getBytes(StandardCharsets.UTF_8);

    @Inject
    OrganisationKeys keys;

    @Inject
    PersonalData personalData;

    @Inject
    KeyedHash keyedHash;

    @Inject
    Events events;

    @Inject
    SortableIds ids;

    @Inject
    Clock clock;

    @TempDir
    Path directory;

    private FileOrganisationKeys node(byte[] masterKey) {
        KeysetFile file = new KeysetFile(directory.resolve("keyset.json"), new MasterKey(masterKey).aead());
        return new FileOrganisationKeys(file, Certificates.none());
    }

    @Test
    void two_nodes_and_a_restart_share_the_keys_of_one_file() {
        FileOrganisationKeys first = node(new byte[32]);
        FileOrganisationKeys second = node(new byte[32]);

        for (KeyUse use : KeyUse.values()) {
            assertThat(second.publicKey(use)).isEqualTo(first.publicKey(use));
        }
        assertThat(second.hash("phone", "+1")).isEqualTo(first.hash("phone", "+1"));
    }

    @Test
    void a_replaced_key_stays_readable_and_the_other_node_learns_of_the_new_one() {
        FileOrganisationKeys first = node(new byte[32]);
        FileOrganisationKeys second = node(new byte[32]);
        var old = first.publicKey(KeyUse.ISSUER);

        first.bringIntoForce(KeyUse.ISSUER, first.announce(KeyUse.ISSUER));
        second.refresh();

        assertThat(first.publicKey(KeyUse.ISSUER)).isNotEqualTo(old);
        assertThat(second.publicKeys(KeyUse.ISSUER))
                .isEqualTo(first.publicKeys(KeyUse.ISSUER))
                .endsWith(old);
    }

    @Test
    void a_keyset_that_cannot_be_written_is_refused_with_what_to_do() throws Exception {
        FileOrganisationKeys keysOfNode = node(new byte[32]);
        // Root may write everything, but no file where a directory is.
        Path lock = directory.resolve("keyset.json.lock");
        Files.delete(lock);
        Files.createDirectory(lock);

        assertThatThrownBy(() -> keysOfNode.announce(KeyUse.ISSUER))
                .isInstanceOf(KeysNotWritableException.class)
                .hasMessageContaining("writable copy");
        assertThat(keysOfNode.publicKeys(KeyUse.ISSUER)).hasSize(1);
    }

    @Test
    void an_announced_key_signs_nothing_before_it_is_in_force() {
        FileOrganisationKeys first = node(new byte[32]);
        var before = first.publicKey(KeyUse.ISSUER);

        String announced = first.announce(KeyUse.ISSUER);

        assertThat(first.publicKey(KeyUse.ISSUER)).isEqualTo(before);
        assertThat(first.publicKeys(KeyUse.ISSUER)).hasSize(2);
        first.bringIntoForce(KeyUse.ISSUER, announced);
        first.bringIntoForce(KeyUse.ISSUER, announced);
        assertThat(first.publicKey(KeyUse.ISSUER).keyId()).contains(announced);
        assertThatThrownBy(() -> first.bringIntoForce(KeyUse.ISSUER, "made-up"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_keyset_of_the_release_before_gets_control_keys_and_keeps_every_other() throws Exception {
        FileOrganisationKeys before = node(new byte[32]);
        Path file = directory.resolve("keyset.json");
        var json = Json.parseObject(Files.readAllBytes(file));
        ((com.fasterxml.jackson.databind.node.ObjectNode) json.get("keysets")).remove("did_control");
        Files.write(file, Json.print(json));

        FileOrganisationKeys after = node(new byte[32]);

        for (KeyUse use : KeyUse.values()) {
            assertThat(after.publicKeys(use)).isEqualTo(before.publicKeys(use));
        }
        assertThat(after.hash("phone", "+1")).isEqualTo(before.hash("phone", "+1"));
        assertThat(after.all()).hasSize(2);
    }

    @Test
    void control_keys_are_two_from_the_start_and_old_ones_are_forgotten() {
        FileOrganisationKeys first = node(new byte[32]);
        assertThat(first.all()).hasSize(2);

        for (int i = 0; i < 20; i++) {
            first.add();
        }

        assertThat(first.all()).hasSizeBetween(3, 10);
        assertThat(node(new byte[32]).all().stream().map(KeyPair::getPublic))
                .containsExactlyElementsOf(
                        first.all().stream().map(KeyPair::getPublic).toList());
    }

    @Test
    void a_thief_of_the_keyset_file_without_the_master_key_reads_nothing() throws Exception {
        node(new byte[32]);
        byte[] another = new byte[32];
        another[0] = 1;

        assertThatThrownBy(() -> node(another))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another master key");
        assertThat(Files.getPosixFilePermissions(directory.resolve("keyset.json")))
                .hasSize(2);
    }

    @Test
    void keysets_that_were_swapped_in_the_file_are_refused() throws Exception {
        node(new byte[32]);
        Path file = directory.resolve("keyset.json");
        var json = Json.parseObject(Files.readAllBytes(file));
        var keysets = (com.fasterxml.jackson.databind.node.ObjectNode) json.get("keysets");
        keysets.set("issuer", keysets.get("vapid"));
        Files.write(file, Json.print(json));

        assertThatThrownBy(() -> node(new byte[32])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_development_certificate_names_the_host_and_leads_to_its_authority() {
        CertificateChain chain = CertificateChain.of(keys.certificateChain());
        TrustAnchor anchor = new TrustAnchor(keys.developmentAnchor().orElseThrow(), null);

        assertThat(chain.dnsNames()).containsExactly("localhost");
        assertThat(chain.verify(Set.of(anchor), clock.instant()))
                .isInstanceOf(dev.countersign.protocol.Verification.Verified.class);
    }

    @Test
    void what_was_sealed_opens_for_its_owner_and_purpose_only() {
        byte[] sealed = personalData.seal("cus_a", "display_name", NAME);
        personalData.seal("cus_b", "display_name", NAME);

        assertThat(personalData.open("cus_a", "display_name", sealed)).isEqualTo(NAME);
        assertThatThrownBy(() -> personalData.open("cus_b", "display_name", sealed))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> personalData.open("cus_a", "phone", sealed))
                .isInstanceOf(IllegalArgumentException.class);
        byte[] changed = sealed.clone();
        changed[changed.length - 1] ^= 1;
        assertThatThrownBy(() -> personalData.open("cus_a", "display_name", changed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_erased_owner_cannot_be_read_any_more() {
        byte[] sealed = personalData.seal("cus_erased", "display_name", NAME);

        personalData.destroy("cus_erased");

        assertThatThrownBy(() -> personalData.open("cus_erased", "display_name", sealed))
                .isInstanceOf(ErasedDataException.class);
    }

    @Test
    void values_of_two_domains_do_not_collide() {
        assertThat(keyedHash.hash("phone", "12"))
                .isNotEqualTo(keyedHash.hash("code", "12"))
                .hasSize(32);
        assertThatThrownBy(() -> keyedHash.hash("pho\0ne", "12")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void events_come_in_order_and_a_listener_that_returns_misses_none() {
        String topic = "challenge:" + ids.make("chl");
        publish(topic, 0, 3);
        List<Event> first = events.stream(topic, OptionalLong.of(0))
                .select()
                .first(3)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(10));
        publish(topic, 3, 6);

        List<Event> rest = events.stream(topic, OptionalLong.of(first.get(1).id()))
                .select()
                .first(4)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(10));

        assertThat(first.stream().map(Event::type)).containsExactly("n0", "n1", "n2");
        assertThat(rest.stream().map(Event::type)).containsExactly("n2", "n3", "n4", "n5");
    }

    @Test
    void a_listener_hears_what_is_published_while_it_listens() {
        String topic = "challenge:" + ids.make("chl");
        var heard = events.stream(topic, OptionalLong.of(0))
                .select()
                .first(5)
                .collect()
                .asList()
                .subscribeAsCompletionStage();

        publish(topic, 0, 5);

        assertThat(heard.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join().stream()
                        .map(Event::type))
                .containsExactly("n0", "n1", "n2", "n3", "n4");
    }

    @Test
    void what_is_rolled_back_is_not_heard_and_publishing_needs_a_transaction() {
        String topic = "challenge:" + ids.make("chl");
        QuarkusTransaction.begin();
        events.publish(topic, "undone", Json.object());
        QuarkusTransaction.rollback();
        publish(topic, 7, 8);

        List<Event> heard = events.stream(topic, OptionalLong.of(0))
                .select()
                .first(1)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(10));

        assertThat(heard.get(0).type()).isEqualTo("n7");
        assertThatThrownBy(() -> events.publish(topic, "alone", Json.object())).isNotNull();
    }

    private void publish(String topic, int from, int to) {
        IntStream.range(from, to).forEach(i -> QuarkusTransaction.requiringNew()
                .run(() -> events.publish(topic, "n" + i, Json.object().put("n", i))));
    }
}
