package dev.countersign.outages;

import dev.countersign.protocol.log.EntryType;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.service.platform.store.EmbeddedDatabase;
import java.net.URI;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The log's tables in a database of a test, without the service. */
record LogTables(EmbeddedDatabase database) {
    String url() {
        return database.connection().get("quarkus.datasource.jdbc.url");
    }

    /** Returns the address for somebody who comes by a line. */
    String urlBy(SlowLine line) {
        return url().replace(":" + server().getPort(), ":" + line.port());
    }

    URI server() {
        return URI.create(url().substring("jdbc:".length()));
    }

    Connection connection() throws SQLException {
        Map<String, String> settings = database.connection();
        return DriverManager.getConnection(
                url(), settings.get("quarkus.datasource.username"), settings.get("quarkus.datasource.password"));
    }

    /** Puts so many new entries where accepted ones wait, as a transaction of the service does. */
    List<String> accepted(int count) throws SQLException {
        List<String> entries = new ArrayList<>();
        try (Connection connection = connection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into ledger_waiting (entry, accepted_at) values (?, now())")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < count; i++) {
                byte[] entry = new byte[LogEntry.BYTES];
                ThreadLocalRandom.current().nextBytes(entry);
                entry[0] = 1;
                entry[1] = EntryType.EVENT_ADDED.number();
                entries.add(HexFormat.of().formatHex(entry));
                insert.setBytes(1, entry);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
        return entries;
    }

    long waiting() {
        return number("select count(*) from ledger_waiting");
    }

    long size() {
        return number("select size from ledger_head");
    }

    /** Returns all acknowledged entries, those with a place and those that wait. */
    List<String> entries() throws SQLException {
        List<String> entries = new ArrayList<>();
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("select entries from ledger_bundle order by tile_index")) {
                while (rows.next()) {
                    ByteBuffer bundle = ByteBuffer.wrap(rows.getBytes(1));
                    while (bundle.hasRemaining()) {
                        byte[] entry = new byte[Short.toUnsignedInt(bundle.getShort())];
                        bundle.get(entry);
                        entries.add(HexFormat.of().formatHex(entry));
                    }
                }
            }
            try (ResultSet rows = statement.executeQuery("select entry from ledger_waiting order by entry_id")) {
                while (rows.next()) {
                    entries.add(HexFormat.of().formatHex(rows.getBytes(1)));
                }
            }
        }
        return entries;
    }

    /** Returns a number that a query finds. */
    long number(String sql) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    void run(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
