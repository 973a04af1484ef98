package dev.countersign.service.platform.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;

/** A process that starts the embedded database, commits a row, says so, and waits to be killed. */
final class WriterNode {
    private WriterNode() {}

    public static void main(String[] args) throws Exception {
        EmbeddedDatabase database =
                EmbeddedDatabase.start(new EmbeddedDatabase.Directories(Path.of(args[0]), Path.of(args[1])));
        Map<String, String> settings = database.connection();
        try (Connection connection = DriverManager.getConnection(
                        settings.get("quarkus.datasource.jdbc.url"),
                        settings.get("quarkus.datasource.username"),
                        settings.get("quarkus.datasource.password"));
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (value text)");
            statement.execute("insert into kept values ('acknowledged')");
            System.out.println("COMMITTED");
            System.in.read();
        }
    }
}
