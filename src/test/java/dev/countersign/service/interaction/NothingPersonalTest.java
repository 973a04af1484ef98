package dev.countersign.service.interaction;

import static dev.countersign.service.TestSignIn.as;
import static dev.countersign.service.interaction.Platform.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.service.consent.Alice;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Platforms say what people write and who they are: none of it can be read without the customer's key. */
@QuarkusTest
class NothingPersonalTest {
    /** People, addresses and numbers that nobody has. */
    private static final List<String> CORPUS = List.of(
            "Zebedee Quillfeather-Oakes",
            "Ottoline Brambleworth",
            "\u00d8yvind Skr\u00e5kestad-Lund",
            "Mar\u00eda Jes\u00fas Peralvillo Zorrilla",
            "\u67f4\u7530 \u7d17\u7e54\u91cc",
            "O'Shaughnessy-McWhirter",
            "zebedee.quillfeather@mail.example",
            "ottoline+bank@brambleworth.example",
            "+447700900861",
            "+15555550173",
            "17 Nettlebank Crescent, Upper Wallop ZZ9 9ZZ",
            "Calle de la Invenci\u00f3n 404, 99999 Ning\u00fan Lugar",
            "DE02120300000000202051",
            "GB33BUKB20201555555555",
            "4000001234567899",
            "1987-02-29-ZQ",
            "passport ZQ7719934",
            "my mother's maiden name is Thistlewick");

    @Inject
    DataSource database;

    @Test
    void what_platforms_say_is_in_no_column_no_entry_of_the_log_and_no_log_line() throws SQLException {
        Lines lines = new Lines();
        Logger.getLogger("").addHandler(lines);
        try {
            for (String personal : CORPUS) {
                Platform platform = Platform.talksTo(Alice.registered());
                platform.says(List.of(
                        event("mail", personal, "type", "email"),
                        event(
                                "chat",
                                "m1",
                                "data",
                                Map.of("text", personal, personal.replace(' ', '_'), List.of(personal)))));
                keyed(platform, personal);
                refused(platform, personal);
                platform.closes();
                assertThat(platform.timeline().data(1).path("source_event_id").asText())
                        .isEqualTo(personal);
            }
        } finally {
            Logger.getLogger("").removeHandler(lines);
        }

        assertThat(lines.written).noneMatch(NothingPersonalTest::tells);
        for (String table : tables()) {
            assertThat(rowsThatTell(table)).as(table).isEmpty();
        }
    }

    @Test
    void the_search_finds_what_is_there_to_find() throws SQLException {
        as("client:ccaas", "scope:interactions")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "channel",
                        "chat",
                        "direction",
                        "inbound",
                        "customer_number",
                        Alice.registered(),
                        "external_id",
                        "found-by-the-search"))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201);

        assertThat(rowsThatHold("interaction", List.of("found-by-the-search"))).isNotEmpty();
    }

    /** With a key: the answer is kept for whoever asks again. */
    private static void keyed(Platform platform, String personal) {
        for (int i = 0; i < 2; i++) {
            as("client:ccaas", "scope:interactions")
                    .contentType(ContentType.JSON)
                    .header("Idempotency-Key", "key-" + platform.interaction())
                    .body(event("chat", "k " + personal, "data", Map.of("text", personal)))
                    .post("/api/v1/interactions/" + platform.interaction() + "/events")
                    .then()
                    .statusCode(200);
        }
    }

    /** What is refused is not repeated, neither to the caller nor in a log. */
    private static void refused(Platform platform, String personal) {
        Stream.of(
                        event("chat", "m1", "data", Map.of("text", personal + "!")),
                        event(personal + " ", "m2"),
                        event("chat", personal.repeat(100)),
                        event("chat", "m3", "type", personal),
                        event("chat", "m4", "at", personal),
                        event("chat", "m5", "data", personal),
                        event("chat", "m6", personal, personal),
                        event("chat", "m7", "data", Map.of(personal, 1.5)))
                .map(body -> platform.tries(body).extract().response())
                .forEach(answer -> {
                    assertThat(answer.statusCode()).isIn(400, 409);
                    assertThat(tells(answer.asString())).isFalse();
                });
    }

    private static boolean tells(String text) {
        return CORPUS.stream().anyMatch(text::contains);
    }

    private List<String> tables() throws SQLException {
        return strings(
                "select table_name from information_schema.tables where table_schema = 'public' and table_type ="
                        + " 'BASE TABLE' and ? is not null",
                new String[0]);
    }

    private List<String> rowsThatTell(String table) throws SQLException {
        return rowsThatHold(table, CORPUS);
    }

    /** Looks in every column: as text, as bytes, and as text in JSON. */
    private List<String> rowsThatHold(String table, List<String> words) throws SQLException {
        List<String> forms = new ArrayList<>();
        for (String word : words) {
            forms.add(word);
            forms.add(HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8)));
        }
        return strings(
                "select left(t::text, 300) from " + table + " t where exists (select from unnest(?) as form where"
                        + " strpos(t::text, form) > 0)",
                forms.toArray(String[]::new));
    }

    private List<String> strings(String sql, String[] array) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("text", array));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    /** Keeps what is logged, with its causes. */
    private static final class Lines extends Handler {
        private final Queue<String> written = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord record) {
            StringWriter line = new StringWriter();
            line.write(record.getMessage() + " " + Arrays.toString(record.getParameters()));
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(new PrintWriter(line, true));
            }
            written.add(line.toString());
        }

        @Override
        public void flush() {
            // Everything is kept at once.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
