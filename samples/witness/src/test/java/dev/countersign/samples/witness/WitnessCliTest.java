package dev.countersign.samples.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.log.SignatureType;
import dev.countersign.protocol.log.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WitnessCliTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private LiveLog log;

    @BeforeEach
    void a_log() throws IOException {
        log = new LiveLog().shows(History.of(300));
    }

    @AfterEach
    void the_log_stops() {
        log.close();
    }

    private int witness(String... more) {
        out.reset();
        err.reset();
        return WitnessCli.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Stream.concat(Stream.of("--name", Regulator.NAME, "--data", data().toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private Path data() {
        return directory.resolve("witness");
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void the_key_is_made_once_and_its_owner_alone_may_read_it() throws Exception {
        assertThat(witness("--print-key")).isEqualTo(ExitCode.FINE);
        VerifierKey key = VerifierKey.parse(printed());
        assertThat(key.name()).isEqualTo(Regulator.NAME);
        assertThat(key.type()).isEqualTo(SignatureType.COSIGNATURE_V1);
        assertThat(Files.getPosixFilePermissions(data().resolve("witness-key.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        witness("--print-key");
        assertThat(printed()).isEqualTo(key.toString());
    }

    @Test
    void a_key_that_others_may_read_that_is_damaged_or_of_another_name_is_refused() throws Exception {
        witness("--print-key");
        Path file = data().resolve("witness-key.json");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(witness("--print-key")).isEqualTo(ExitCode.TRY_AGAIN);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("others may read it");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(witness("--name", "other.example", "--print-key")).isNotEqualTo(ExitCode.FINE);

        Files.writeString(file, "{}");
        assertThat(witness("--print-key")).isEqualTo(ExitCode.TRY_AGAIN);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("is no key of a witness");
    }

    @Test
    void once_tells_a_script_how_the_log_is() throws Exception {
        assertThat(witness("--once", "--log", log.address())).isEqualTo(ExitCode.FINE);
        assertThat(printed()).isEqualTo("bank.example/interactions: ok, 300 entries copied");

        log.answers(path -> true, 500, new byte[0]);
        assertThat(witness("--once", "--log", log.address())).isEqualTo(ExitCode.TRY_AGAIN);
        assertThat(printed()).contains("unreachable").contains("status 500");

        log.isHonestAgain().shows(History.rewrittenAt(17, 300));
        assertThat(witness("--once", "--log", log.address())).isEqualTo(ExitCode.ALARM);
        assertThat(printed()).contains("ALARM {\"kind\":\"forked\"");
    }

    @Test
    void a_wrong_command_line_is_refused_before_anything_is_done() {
        String key = log.key().toString();
        for (List<String> wrong : List.of(
                List.of("--once"),
                List.of("--once", "--log", key),
                List.of("--once", "--log", "@" + log.url()),
                List.of("--once", "--log", key + "@ftp://bank.example/log"),
                List.of("--once", "--log", key + "@http://bank.example/log"),
                List.of("--once", "--log", key + "@https://user@bank.example/log"),
                List.of("--once", "--log", key + "@https://bank.example/log?x=1"),
                List.of("--once", "--log", log.address(), "--log", key + "@https://bank.example/log"),
                List.of("--once", "--log", log.address(), "--log", log.address()),
                List.of("--once", "--log", log.address(), "--every", "soon"),
                List.of("--once", "--log", log.address(), "--alarm-url", "http://bank.example/"),
                List.of("--listen", "7380", "--log", log.address()))) {
            assertThat(witness(wrong.toArray(String[]::new)))
                    .as(wrong.toString())
                    .isEqualTo(ExitCode.USAGE);
            assertThat(data()).doesNotExist();
        }
    }
}
