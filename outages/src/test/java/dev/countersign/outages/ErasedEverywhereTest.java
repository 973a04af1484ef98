package dev.countersign.outages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.outages.EnrolledWallet.Person;
import dev.countersign.protocol.Verification;
import dev.countersign.service.platform.store.EmbeddedDatabase;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.ConsentRecord;
import dev.countersign.wallet.LogStanding;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Sent;
import dev.countersign.wallet.TypedNumber;
import dev.countersign.wallet.Wallet;
import dev.countersign.wallet.jvm.UrlConnectionTransport;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After an erasure nothing personal can be read anywhere, an old backup of the data included, and the log's proofs hold. */
class ErasedEverywhereTest {
    private static final Person ERASED = new Person("C-4711", "Zephyrine", "Quillfeather", "+15550142");
    private static final Person STAYS = new Person("C-4712", "Bartholomew", "Underhallow", "+15550143");

    @TempDir
    Path directory;

    private EmbeddedDatabase data;
    private EmbeddedDatabase keys;
    private KillableService service;
    private String agent;

    @BeforeEach
    void a_service_whose_keys_of_customers_have_a_database_of_their_own() throws Exception {
        data = database("data");
        keys = database("keys");
        serviceStarts();
    }

    @AfterEach
    void all_of_it_stops() throws Exception {
        service.close();
        data.close();
        keys.close();
    }

    private EmbeddedDatabase database(String name) throws IOException {
        return EmbeddedDatabase.start(new EmbeddedDatabase.Directories(
                Files.createDirectories(directory.resolve(name)),
                Path.of("target", "postgresql-programs").toAbsolutePath()));
    }

    private void serviceStarts() throws Exception {
        Map<String, String> settings = new HashMap<>(data.connection());
        keys.connection()
                .forEach((name, value) ->
                        settings.put(name.replace("quarkus.datasource.", "quarkus.datasource.personal-keys."), value));
        service = service == null
                ? new KillableService(Files.createDirectories(directory.resolve("node")), settings)
                : service.with(settings);
        service.start();
    }

    @Test
    void nobody_reads_who_was_erased_and_all_proofs_verify() throws Exception {
        Wallet wallet = wallet(ERASED);
        String challenge = isVerified(ERASED, wallet);
        isVerified(STAYS, wallet(STAYS));
        wallet.receipts().fetch(challenge);
        service.await(() -> proven(wallet, challenge) instanceof LogStanding.Included);
        Path backup = backUpData();

        erase(ERASED);
        service.await(() -> wrappedKeys() == 1);

        assertThat(wallet.receipts().look()).hasSize(1);
        ConsentRecord receipt = wallet.history().get(0);
        assertThat(wallet.receipts().standing(receipt)).isInstanceOf(LogStanding.Included.class);
        assertThat(wallet.receipts().verify(receipt)).isInstanceOf(Verification.Verified.class);
        assertThat(status(ERASED)).isEqualTo(404);
        assertThat(placesThatTell(List.of(STAYS.number())))
                .as("the search finds what is there")
                .isNotEmpty();
        assertThat(placesThatTellOf(ERASED)).isEmpty();

        restoreData(backup);

        assertThat(status(ERASED)).as("the old backup brings nobody back").isEqualTo(404);
        assertThat(name(STAYS)).isEqualTo("Bartholomew Underhallow");
        assertThat(placesThatTellOf(ERASED)).isEmpty();
        assertThat(Files.readString(directory.resolve("node/service.log")))
                .contains("1 customers came back with an older copy of the data and were erased again");
    }

    @Test
    void an_erasure_that_the_keys_database_did_not_take_counts_at_once_and_is_made_up_for() throws Exception {
        wallet(ERASED);
        run(keys, "create function fails() returns trigger language plpgsql as $$ begin raise 'disk full'; end $$");
        run(keys, "create trigger fails before update on platform_personal_key execute function fails()");

        erase(ERASED);

        assertThat(status(ERASED)).isEqualTo(404);
        assertThat(wrappedKeys()).isEqualTo(1);
        run(keys, "drop function fails() cascade");
        service.await(() -> wrappedKeys() == 0);
    }

    private Wallet wallet(Person person) throws IOException {
        // Answers to requests that may be repeated are kept, and must tell nothing either.
        RequestSpecification bank = service.asClient(service.clientSignsIn()).filter((request, answer, rest) -> {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
            return rest.next(request, answer);
        });
        return EnrolledWallet.of(
                person,
                bank,
                new UrlConnectionTransport().allowingLoopbackHttp(),
                Files.createTempDirectory(directory, "wallet"));
    }

    private String isVerified(Person person, Wallet wallet) {
        agent = service.agentSignsIn();
        String interaction = service.asAgent(agent)
                .body(Map.of("channel", "voice", "direction", "inbound", "phone", person.phone()))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        JsonPath asked = service.asAgent(agent)
                .body(Map.of("purpose", "verify_caller"))
                .post("/api/v1/interactions/" + interaction + "/challenges")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        ConsentPrompt prompt = ((Opened.Prompt) wallet.open(URI.create(asked.getString("request.uri")))).prompt();
        assertThat(wallet.approve(prompt, Selection.requiredOnly().typing(new TypedNumber(asked.getString("number")))))
                .isInstanceOf(Sent.Accepted.class);
        List<Object> values = service.asAgent(agent)
                .get("/api/v1/interactions/" + interaction + "/identity")
                .then()
                .statusCode(200)
                .extract()
                .path("attributes.value");
        assertThat(values).contains(person.givenName());
        return asked.getString("id");
    }

    private static LogStanding proven(Wallet wallet, String challenge) {
        try {
            return wallet.receipts().standing(wallet.receipts().prove(challenge).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void erase(Person person) {
        service.asClient(service.clientSignsIn())
                .delete("/api/v1/customers/" + person.number())
                .then()
                .statusCode(204);
    }

    private int status(Person person) {
        return service.asClient(service.clientSignsIn())
                .get("/api/v1/customers/" + person.number())
                .statusCode();
    }

    private String name(Person person) {
        return service.asClient(service.clientSignsIn())
                .get("/api/v1/customers/" + person.number())
                .then()
                .statusCode(200)
                .extract()
                .path("display_name");
    }

    private Path backUpData() throws Exception {
        Path backup = directory.resolve("backup");
        service.close();
        data.close();
        copy(directory.resolve("data"), backup);
        data = database("data");
        serviceStarts();
        return backup;
    }

    private void restoreData(Path backup) throws Exception {
        service.close();
        data.close();
        Path current = directory.resolve("data");
        Files.move(current, directory.resolve("lost"));
        copy(backup, current);
        data = database("data");
        serviceStarts();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path).toString()),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private int wrappedKeys() {
        return Integer.parseInt(row(
                keys, "select count(*) from platform_personal_key where owner like 'cus_%' and wrapped is not null"));
    }

    private static String row(EmbeddedDatabase database, String query) {
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void run(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connection(EmbeddedDatabase database) throws SQLException {
        Map<String, String> settings = database.connection();
        return DriverManager.getConnection(
                settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.datasource.username"),
                settings.get("quarkus.datasource.password"));
    }

    private List<String> placesThatTellOf(Person person) throws IOException {
        return placesThatTell(List.of(person.givenName(), person.familyName(), person.phone()));
    }

    /** Searches every byte of both databases (tables, indexes, write-ahead log), the backup and the service's own files and log. */
    private List<String> placesThatTell(List<String> secrets) throws IOException {
        List<String> found = new ArrayList<>();
        for (String place : List.of("data", "keys", "backup", "node")) {
            try (Stream<Path> files = Files.walk(directory.resolve(place))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                    for (String secret : secrets) {
                        if (bytes.contains(secret) || bytes.contains(inBase64(secret))) {
                            found.add(directory.relativize(file) + " tells " + secret);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static String inBase64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
