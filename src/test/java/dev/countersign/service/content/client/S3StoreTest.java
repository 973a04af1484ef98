package dev.countersign.service.content.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.content.ContentStore;
import dev.countersign.service.content.ContentStoreContract;
import dev.countersign.service.content.client.S3Server.Failure;
import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The store against a storage that verifies signatures and has bad days. */
@QuarkusTest
class S3StoreTest extends ContentStoreContract {
    private static final String PREFIX = "countersign/test/";

    @Inject
    OutboundHttp http;

    @Inject
    PublicUrl publicUrl;

    @Inject
    Clock clock;

    @TempDir
    Path directory;

    private S3Server server;
    private S3Store store;

    @BeforeEach
    void a_storage() throws IOException {
        server = new S3Server();
        store = new S3Store(http, settings(S3Server.CREDENTIALS.secretAccessKey(), Map.of()));
    }

    @AfterEach
    void it_ends() {
        server.close();
    }

    private S3Settings settings(String secret, Map<String, String> more) throws IOException {
        Path file = Files.writeString(
                Files.createTempFile(directory, "credentials", ""),
                "[default]\naws_access_key_id = AKIDTEST\naws_secret_access_key = " + secret
                        + "\n\n[other]\naws_access_key_id = AKIDOTHER\n");
        Map<String, String> all = new HashMap<>(Map.of(
                S3Settings.ENDPOINT,
                server.endpoint().toString(),
                S3Settings.BUCKET,
                S3Server.BUCKET,
                S3Settings.REGION,
                "eu-test-1",
                S3Settings.PREFIX,
                PREFIX,
                S3Settings.CREDENTIALS,
                file.toString()));
        all.putAll(more);
        return new S3Settings(
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(all, "test", 100))
                        .build(),
                publicUrl,
                clock);
    }

    @Override
    protected ContentStore store() {
        return store;
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }

    private int firstByte(String object) throws IOException {
        try (SeekableByteChannel channel = store.open(object)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one);
            return one.get(0);
        }
    }

    @Test
    void a_storage_that_is_busy_or_cuts_the_connection_is_asked_again() throws IOException {
        server.fails(Failure.SLOW_DOWN, Failure.CUT);
        String object = written("x");
        server.fails(Failure.CUT, Failure.SLOW_DOWN);

        assertThat(firstByte(object)).isEqualTo('x');
    }

    @Test
    void a_storage_that_stays_busy_fails_the_upload_and_keeps_nothing() {
        server.fails(Failure.SLOW_DOWN, Failure.SLOW_DOWN, Failure.SLOW_DOWN);

        assertThatThrownBy(() -> written("x"))
                .isInstanceOf(IOException.class)
                .hasMessage("the storage answered 503 SlowDown");
        assertThat(server.objects).isEmpty();
    }

    @Test
    void wrong_credentials_are_said_once_and_never_shown() throws IOException {
        store = new S3Store(http, settings("another-secret", Map.of()));

        assertThatThrownBy(() -> written("x"))
                .isInstanceOf(IOException.class)
                .hasMessage("the storage answered 403 SignatureDoesNotMatch");
        assertThat(server.requests).hasValue(1);
    }

    @Test
    void settings_do_not_show_the_secret() throws IOException {
        assertThat(settings("another-secret", Map.of()).access().orElseThrow())
                .asString()
                .contains(S3Server.BUCKET)
                .doesNotContain("another-secret", "AKIDTEST");
    }

    @Test
    void what_others_keep_in_the_bucket_is_never_listed_for_removal() throws IOException {
        server.holds("a".repeat(43));
        server.holds(PREFIX + "notes.txt");
        server.holds(PREFIX + "zz/" + "a".repeat(43));
        server.holds("countersign/production/" + "a".repeat(43));
        String ours = written("x");

        assertThat(store.olderThan(now().plus(Duration.ofDays(400)), "", 100)).isEqualTo(List.of(ours));
    }

    @Test
    void a_list_that_is_none_is_refused_and_reads_no_file() {
        server.fails(Failure.NOT_A_LIST);

        assertThatThrownBy(() -> store.olderThan(now(), "", 100))
                .isInstanceOf(IOException.class)
                .hasMessage("the storage's list cannot be read");
    }

    @Test
    void without_settings_there_is_no_storage_and_nothing_to_sweep() throws IOException {
        S3Store none = new S3Store(http, settings("x", Map.of(S3Settings.ENDPOINT, "")));

        assertThat(none.olderThan(now(), "", 100)).isEmpty();
        assertThatThrownBy(() -> none.create(object())).hasMessageContaining(S3Settings.ENDPOINT);
    }

    @ParameterizedTest
    @CsvSource({
        "countersign.content.s3.endpoint,https://storage.example/path",
        "countersign.content.s3.endpoint,ftp://storage.example",
        "countersign.content.s3.bucket,No Bucket",
        "countersign.content.s3.bucket,''",
        "countersign.content.s3.prefix,/absolute/",
        "countersign.content.s3.prefix,../",
        "countersign.content.s3.credentials-file,/nowhere/at/all"
    })
    void a_wrong_setting_refuses_to_start_and_says_which(String name, String value) {
        assertThatThrownBy(() -> settings("x", Map.of(name, value)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name);
    }

    @Test
    void the_store_is_not_chosen_without_its_settings() {
        assertThatThrownBy(() ->
                        settings("x", Map.of(S3Settings.ENDPOINT, "", "countersign.content.store", S3Store.LABEL)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(S3Settings.ENDPOINT);
    }
}
