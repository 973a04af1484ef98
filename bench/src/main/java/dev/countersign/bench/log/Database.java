package dev.countersign.bench.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The embedded database of a service that runs on this machine. */
record Database(int port, String password) {
    private static final int PORT_LINE = 3;

    /** Finds it by what it leaves in the service's data directory. */
    static Database of(Path data) throws IOException {
        int port = Integer.parseInt(Files.readAllLines(data.resolve("postgresql/postmaster.pid"))
                .get(PORT_LINE)
                .strip());
        return new Database(port, Files.readString(data.resolve("postgresql-password")));
    }

    Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/postgres", "postgres", password);
    }

    /** Accepts entries in one transaction, as the service does, and returns their identifiers; durable then. */
    static List<Long> accept(PreparedStatement insert, byte[][] entries) throws SQLException {
        insert.setArray(1, insert.getConnection().createArrayOf("bytea", entries));
        List<Long> ids = new ArrayList<>(entries.length);
        try (ResultSet rows = insert.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    static PreparedStatement accepting(Connection connection) throws SQLException {
        return connection.prepareStatement("insert into ledger_waiting (entry, accepted_at)"
                + " select entry, now() from unnest(?) as entry returning entry_id");
    }

    /** Returns one number. */
    long number(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public String toString() {
        return "Database at port " + port;
    }
}
