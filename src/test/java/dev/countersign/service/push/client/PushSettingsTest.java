package dev.countersign.service.push.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.countersign.protocol.Json;
import dev.countersign.service.platform.OutboundRefusedException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that cannot be used are refused at the start, and say what to set. */
class PushSettingsTest {
    private static final String APNS = "countersign.push.apns.";

    @TempDir
    Path directory;

    @Test
    void a_service_account_that_cannot_be_read_is_refused() throws Exception {
        assertThatIllegalStateException()
                .isThrownBy(() -> FcmAccount.read(directory.resolve("missing.json")))
                .withMessageContaining(FcmSettings.FILE);
        for (String content : List.of("", "{}", "[]", "{\"project_id\":\"x\"}")) {
            Path file = Files.writeString(directory.resolve("account.json"), content);
            assertThatIllegalStateException()
                    .isThrownBy(() -> FcmAccount.read(file))
                    .withMessageContaining("service account");
        }
        Path file = Files.write(
                directory.resolve("account.json"),
                Json.print(Json.object()
                        .put("project_id", "p")
                        .put("client_email", "e")
                        .put("private_key_id", "k")
                        .put("private_key", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----")
                        .put("token_uri", "https://tokens.example")));
        assertThatIllegalStateException()
                .isThrownBy(() -> FcmAccount.read(file))
                .withMessageNotContaining("c2VjcmV0");
    }

    @Test
    void without_settings_nobody_is_pushed_by_apns() {
        assertThat(new ApnsSettings(config(Map.of())).account()).isEmpty();
    }

    @Test
    void a_key_of_apns_that_cannot_be_read_or_lacks_its_names_is_refused() throws Exception {
        assertThatIllegalStateException()
                .isThrownBy(() -> new ApnsSettings(config(
                        Map.of(APNS + "key-file", directory.resolve("missing").toString()))))
                .withMessageContaining("key-file");
        Map<String, String> settings = complete();
        for (String name : List.of("key-id", "team-id", "topic")) {
            Map<String, String> without = new HashMap<>(settings);
            without.remove(APNS + name);
            assertThatIllegalStateException()
                    .isThrownBy(() -> new ApnsSettings(config(without)))
                    .withMessageContaining(name);
        }
        settings.put(APNS + "address", "http://apns.example");
        assertThatIllegalStateException()
                .isThrownBy(() -> new ApnsSettings(config(settings)))
                .withMessageContaining("https");
    }

    @Test
    void something_else_in_the_place_of_the_key_of_apns_is_refused_at_the_start() throws Exception {
        Map<String, String> settings = complete();
        Files.writeString(Path.of(settings.get(APNS + "key-file")), "no key at all");
        ApnsConnection connection = new ApnsConnection(new ApnsSettings(config(settings)), uri -> {});

        assertThatIllegalStateException()
                .isThrownBy(() -> connection.check(new io.quarkus.runtime.StartupEvent()))
                .withMessageContaining("key-file");
    }

    @Test
    void apns_is_asked_only_where_the_rules_of_the_way_out_allow_the_configured_address() throws Exception {
        Map<String, String> settings = complete();
        settings.put(APNS + "address", "https://inside.bank.example:2197");
        List<URI> judged = new ArrayList<>();
        ApnsConnection connection = new ApnsConnection(new ApnsSettings(config(settings)), uri -> {
            judged.add(uri);
            throw new OutboundRefusedException("address");
        });

        ApnsConnection.Notification notification = new ApnsConnection.Notification(
                "ab".repeat(32), "{}", ApnsConnection.Notification.Style.ALERT, "id", Instant.EPOCH);
        org.assertj.core.api.Assertions.assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> connection.send(notification));
        assertThat(judged).containsExactly(URI.create("https://inside.bank.example:2197"));
    }

    private Map<String, String> complete() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        Path key = Files.writeString(
                directory.resolve("key.p8"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(
                                        generator.generateKeyPair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        return new HashMap<>(Map.of(
                APNS + "key-file", key.toString(), APNS + "key-id", "K", APNS + "team-id", "T", APNS + "topic", "app"));
    }

    private static Config config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }
}
