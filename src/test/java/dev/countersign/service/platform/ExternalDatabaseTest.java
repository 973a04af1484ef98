package dev.countersign.service.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.service.platform.store.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ExternalDatabaseTest.WithTheBanksDatabase.class)
class ExternalDatabaseTest {
    @Inject
    DataSource database;

    @ConfigProperty(name = "test.bank-database-port")
    int port;

    /** The service with a database that the bank runs. */
    public static final class WithTheBanksDatabase implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(BanksDatabase.class));
        }
    }

    /** A second server, which knows nothing of the one that comes with the service. */
    public static final class BanksDatabase implements QuarkusTestResourceLifecycleManager {
        private EmbeddedDatabase server;

        @Override
        public Map<String, String> start() {
            Path target = Path.of("target").toAbsolutePath();
            try {
                Path data = Files.createTempDirectory(Files.createDirectories(target.resolve("test-data")), "bank");
                server = EmbeddedDatabase.start(
                        new EmbeddedDatabase.Directories(data, target.resolve("postgresql-programs")));
                Map<String, String> settings = new HashMap<>(server.connection());
                String url = settings.get("quarkus.datasource.jdbc.url");
                settings.put("test.bank-database-port", url.replaceAll(".*:(\\d+)/.*", "$1"));
                return settings;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int order() {
            // After what every test stands on: the bank's address wins.
            return 100;
        }

        @Override
        public void stop() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void what_is_kept_is_kept_in_the_database_that_was_configured() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select inet_server_port(), (select count(*) from flyway_schema_history where success)")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(port);
            assertThat(rows.getInt(2)).isPositive();
        }
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }
}
