package dev.countersign.samples.didcli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.did.DidDocument;
import dev.countersign.did.DocumentFetcher;
import dev.countersign.did.DocumentNotFoundException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DidCliTest {
    private static final String KEY = "did:key:z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC";
    private static final String BANK = """
            {"id":"did:web:bank.example","verificationMethod":[{"id":"#k1","type":"Multikey",
             "controller":"did:web:bank.example",
             "publicKeyMultibase":"z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC"}],"assertionMethod":["#k1"],
             "service":[{"id":"#files","type":"Files","serviceEndpoint":"https://files.example/"}]}""";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private DocumentFetcher documents = (uri, maxBytes) -> BANK.getBytes(StandardCharsets.UTF_8);
    private String input = "";

    private int did(String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return DidCli.run(terminal, documents, arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(printed());
    }

    @ParameterizedTest
    @CsvSource({
        "key, ed25519, did:key:z6Mk",
        "key, p256, did:key:zDn",
        "key, P384, did:key:z82",
        "jwk, ed25519, did:jwk:",
        "jwk, p256, did:jwk:"
    })
    void what_is_created_resolves(String method, String type, String start) {
        Path file = directory.resolve("key.pem");

        assertThat(did("create", method, "--type", type, "--key-file", file.toString()))
                .isEqualTo(ExitCode.DONE);
        String did = printed().strip();
        assertThat(did).startsWith(start);
        assertThat(err.size()).isZero();

        assertThat(did("resolve", did)).isEqualTo(ExitCode.DONE);
        assertThat(DidDocument.parse(out.toByteArray()).id()).hasToString(did);
    }

    @Test
    void a_private_key_is_for_its_owner_alone_and_is_never_overwritten() throws Exception {
        Path file = directory.resolve("key.pem");
        did("create", "key", "--key-file", file.toString());
        String written = Files.readString(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String block =
                written.substring(0, written.indexOf("-----END PRIVATE KEY")).replaceAll("-----[A-Z ]+-----", "");
        byte[] encoded = Base64.getMimeDecoder().decode(block);
        assertThat(KeyFactory.getInstance("Ed25519")
                        .generatePrivate(new PKCS8EncodedKeySpec(encoded))
                        .getAlgorithm())
                .isEqualTo("EdDSA");
        assertThat(did("create", "key", "--key-file", file.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("never overwritten");
        assertThat(Files.readString(file)).isEqualTo(written);
        assertThat(printed()).isEmpty();
    }

    @Test
    void a_did_web_is_made_of_an_address_and_its_document_is_printed() throws Exception {
        String file = directory.resolve("bank.pem").toString();

        assertThat(did("create", "web", "https://bank.example/team", "--key-file", file))
                .isEqualTo(ExitCode.DONE);
        assertThat(DidDocument.parse(out.toByteArray()).id()).hasToString("did:web:bank.example:team");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("https://bank.example/team/did.json");

        String other = directory.resolve("other.pem").toString();
        assertThat(did("create", "web", "https://bank.example", "--json", "--key-file", other))
                .isEqualTo(ExitCode.DONE);
        assertThat(json().get("verificationMethod").asText()).isEqualTo("did:web:bank.example#key-1");
        assertThat(json().at("/didDocument/id").asText()).isEqualTo("did:web:bank.example");
    }

    @Test
    void a_log_is_created_rotated_and_given_up_and_verifies_at_each_step() throws Exception {
        Path log = directory.resolve("did.jsonl");
        String update = directory.resolve("update.pem").toString();
        String next = directory.resolve("next.pem").toString();
        String later = directory.resolve("later.pem").toString();
        String sign = directory.resolve("sign.pem").toString();

        assertThat(did(
                        "create",
                        "webvh",
                        "https://bank.example",
                        "--update-key-file",
                        update,
                        "--next-key-file",
                        next,
                        "--key-file",
                        sign))
                .isEqualTo(ExitCode.DONE);
        Files.write(log, out.toByteArray());
        assertThat(did("verify", log.toString())).isEqualTo(ExitCode.DONE);
        assertThat(printed()).startsWith("did:webvh:").contains(":bank.example 1-");

        assertThat(did("update", log.toString(), "--update-key-file", update)).isEqualTo(ExitCode.REFUSED);
        assertThat(printed()).isEmpty();
        assertThat(did("update", log.toString(), "--update-key-file", next, "--rotate", "--next-key-file", later))
                .isEqualTo(ExitCode.DONE);
        input = printed();
        assertThat(did("verify", "--json", "-")).isEqualTo(ExitCode.DONE);
        assertThat(json().get("versionId").asText()).startsWith("2-");

        byte[] document = input.getBytes(StandardCharsets.UTF_8);
        documents = (uri, maxBytes) -> document;
        String did = json().get("did").asText();
        assertThat(did("resolve", did)).isEqualTo(ExitCode.DONE);
        assertThat(did("resolve", "--purpose", "assertionMethod", did + "#key-1"))
                .isEqualTo(ExitCode.DONE);

        assertThat(did("update", "-", "--update-key-file", later, "--deactivate"))
                .isEqualTo(ExitCode.DONE);
        byte[] ended = out.toByteArray();
        documents = (uri, maxBytes) -> ended;
        assertThat(did("resolve", did)).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("deactivated");
    }

    @Test
    void a_log_that_was_tampered_with_is_refused_with_the_reason() throws Exception {
        String update = directory.resolve("update.pem").toString();
        did(
                "create",
                "webvh",
                "https://bank.example",
                "--update-key-file",
                update,
                "--key-file",
                directory.resolve("sign.pem").toString());
        input = printed().replace("key-1", "key-2");

        assertThat(did("verify", "--json", "-")).isEqualTo(ExitCode.REFUSED);
        assertThat(json().get("verified").booleanValue()).isFalse();
        assertThat(json().get("fault").asText()).isNotEmpty();
        assertThat(did("update", "-", "--update-key-file", update)).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void a_key_that_others_may_read_signs_nothing() throws Exception {
        Path update = directory.resolve("update.pem");
        did(
                "create",
                "webvh",
                "https://bank.example",
                "--update-key-file",
                update.toString(),
                "--key-file",
                directory.resolve("sign.pem").toString());
        input = printed();
        Files.setPosixFilePermissions(update, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(did("update", "-", "--update-key-file", update.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("0600");
    }

    @Test
    void an_address_that_makes_no_did_leaves_no_key_behind() {
        Path file = directory.resolve("key.pem");

        assertThat(did("create", "web", "http://bank.example", "--key-file", file.toString()))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(file).doesNotExist();
    }

    @Test
    void a_key_is_printed_for_its_purpose_or_not_at_all() throws Exception {
        assertThat(did("resolve", "--purpose", "assertionMethod", "did:web:bank.example#k1"))
                .isEqualTo(ExitCode.DONE);
        assertThat(json().get("id").asText()).isEqualTo("did:web:bank.example#k1");

        assertThat(did("resolve", "--purpose", "authentication", "did:web:bank.example#k1"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(printed()).isEmpty();
        assertThat(did("resolve", "--purpose", "everything", "did:web:bank.example#k1"))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void the_addresses_of_a_service_are_lines() {
        assertThat(did("resolve", "--endpoints", "did:web:bank.example?service=files&relativeRef=/doc"))
                .isEqualTo(ExitCode.DONE);
        assertThat(printed().strip()).isEqualTo("https://files.example/doc");
    }

    @Test
    void an_unknown_did_and_an_unreachable_host_have_different_exit_codes() throws Exception {
        documents = (uri, maxBytes) -> {
            throw new DocumentNotFoundException("404");
        };
        assertThat(did("resolve", "did:web:bank.example")).isEqualTo(ExitCode.REFUSED);
        assertThat(printed()).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("did: NOT_FOUND");

        documents = (uri, maxBytes) -> {
            throw new IOException("no route");
        };
        assertThat(did("resolve", "--json", "did:web:bank.example")).isEqualTo(ExitCode.TRY_AGAIN);
        assertThat(json().at("/didResolutionMetadata/error/type").asText()).endsWith("#INTERNAL_ERROR");
    }

    @Test
    void standard_input_is_a_did_a_line_and_the_worst_one_decides() throws Exception {
        input = KEY + "\n\n  did:web:bank.example  \nnonsense\n";

        assertThat(did("resolve", "--json", "-")).isEqualTo(ExitCode.REFUSED);
        assertThat(printed().lines()).hasSize(3);
        for (String line : printed().lines().toList()) {
            assertThat(new ObjectMapper().readTree(line).has("didDocument")).isTrue();
        }
    }

    @Test
    void versions_are_refused_where_a_method_has_none() {
        assertThat(did("resolve", "--version-number", "1", KEY)).isEqualTo(ExitCode.REFUSED);
        assertThat(did("resolve", "--version-number", "1", "--version-id", "1", KEY))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(did("resolve", "--version-number", "x", KEY)).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void this_machine_is_asked_by_plain_http_only_when_it_is_allowed_aloud() {
        documents = (uri, maxBytes) -> {
            throw new DocumentNotFoundException(uri.toString());
        };

        did("resolve", "did:web:localhost%3A8080");
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("did: INVALID_DID");
        did("resolve", "--allow-loopback-http", "did:web:localhost%3A8080");
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("did: NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "resolve", "create", "create key", "create pigeon", "resolve --no-such x"})
    void a_wrong_command_line_is_told_so_on_standard_error(String line) {
        assertThat(did(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(printed()).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage: did");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "resolve --help", "create --help", "create key --help", "create web --help"})
    void help_is_what_was_asked_for_and_has_examples(String line) {
        assertThat(did(line.split(" "))).isEqualTo(ExitCode.DONE);
        assertThat(printed()).contains("Usage: did");
        assertThat(line.equals("create --help") || printed().contains("Example"))
                .isTrue();
        assertThat(err.size()).isZero();
    }
}
