package dev.countersign.service.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    private static final Path PROGRAMS =
            Path.of("target", "postgresql-programs").toAbsolutePath();

    @TempDir
    Path data;

    private EmbeddedDatabase.Directories directories() {
        return new EmbeddedDatabase.Directories(data, PROGRAMS);
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        Map<String, String> settings = database.connection();
        return DriverManager.getConnection(
                settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.datasource.username"),
                settings.get("quarkus.datasource.password"));
    }

    private static String ask(EmbeddedDatabase database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void what_was_acknowledged_is_there_after_the_process_was_killed() throws Exception {
        Process node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriterNode.class.getName(),
                        data.toString(),
                        PROGRAMS.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = node.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.lines().anyMatch(line -> line.contains("COMMITTED")))
                    .isTrue();
        } finally {
            // SIGKILL: no shutdown hook runs, the server is left behind.
            node.destroyForcibly().waitFor();
        }

        try (EmbeddedDatabase again = EmbeddedDatabase.start(directories())) {
            assertThat(ask(again, "select value from kept")).isEqualTo("acknowledged");
            assertThat(ask(again, "show fsync")).isEqualTo("on");
            assertThat(ask(again, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(again, "show full_page_writes")).isEqualTo("on");
            assertThat(ask(again, "show listen_addresses")).isEqualTo("localhost");
            assertThatSomebodyElseIsRefused(again);
            assertThatThrownBy(() -> EmbeddedDatabase.start(directories()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("uses the data directory");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgresql-password"))))
                .isEqualTo("rw-------");
    }

    private static void assertThatSomebodyElseIsRefused(EmbeddedDatabase database) {
        String url = database.connection().get("quarkus.datasource.jdbc.url");
        assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "guessed"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }
}
