package dev.countersign.service.ledger.store;

import dev.countersign.protocol.log.EntryBundle;
import dev.countersign.protocol.log.MerkleHash;
import dev.countersign.protocol.log.Tile;
import dev.countersign.protocol.log.TilePath;
import dev.countersign.protocol.log.TreeHead;
import dev.countersign.service.ledger.EntryId;
import dev.countersign.service.ledger.LogIndex;
import dev.countersign.service.ledger.LogTree;
import dev.countersign.service.ledger.WaitingEntries.WaitingEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** The tree in {@code ledger_head}, {@code ledger_tile}, {@code ledger_bundle} and {@code ledger_position}. */
@ApplicationScoped
class PostgresLogTree implements LogTree {
    private static final String WRITE_TILES = "insert into ledger_tile (level, tile_index, hashes)"
            + " select * from unnest(?::smallint[], ?::bigint[], ?::bytea[])"
            + " on conflict (level, tile_index) do update set hashes = excluded.hashes";
    private static final String WRITE_BUNDLES = "insert into ledger_bundle (tile_index, entries)"
            + " select * from unnest(?::bigint[], ?::bytea[])"
            + " on conflict (tile_index) do update set entries = ledger_bundle.entries || excluded.entries";
    private static final String WRITE_POSITIONS = "insert into ledger_position (entry_id, log_index)"
            + " select id, ? + place - 1 from unnest(?::bigint[]) with ordinality as placed (id, place)";
    private static final String MOVE_HEAD = "update ledger_head set size = ?, root = ? where size = ? and root = ?";

    private final DataSource database;

    PostgresLogTree(DataSource database) {
        this.database = database;
    }

    @Override
    public String begin(String origin) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select origin from ledger_head");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into ledger_head (origin, size, root) values (?, 0, ?) on conflict do nothing")) {
            Optional<String> known = text(select);
            if (known.isPresent()) {
                return known.get();
            }
            insert.setString(1, origin);
            insert.setBytes(2, MerkleHash.EMPTY_TREE.bytes());
            insert.executeUpdate();
            return text(select).orElse(origin);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    @Override
    public TreeHead head() {
        return head("select size, root from ledger_head").orElse(TreeHead.EMPTY);
    }

    @Override
    public Optional<TreeHead> lead() {
        // A machine that is lost in the middle leaves its connection open for hours: the server must end it by itself.
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select set_config('idle_in_transaction_session_timeout', '10s', true),"
                    + " set_config('statement_timeout', '30s', true)");
        } catch (SQLException e) {
            throw broken(e);
        }
        return head("select size, root from ledger_head for update skip locked");
    }

    private Optional<TreeHead> head(String sql) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new TreeHead(row.getLong(1), MerkleHash.of(row.getBytes(2))))
                    : Optional.empty();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    @Override
    public void grow(Step step) {
        try (Connection connection = database.getConnection()) {
            move(connection, step.before(), step.growth().edge().head());
            writeTiles(connection, step.growth().tiles());
            writeBundles(connection, step.before().size(), step.placed());
            writePositions(connection, step.before().size(), step.placed());
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private static void move(Connection connection, TreeHead before, TreeHead after) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE_HEAD)) {
            update.setLong(1, after.size());
            update.setBytes(2, after.root().bytes());
            update.setLong(3, before.size());
            update.setBytes(4, before.root().bytes());
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("the log is no longer at " + before.size() + " entries");
            }
        }
    }

    private static void writeTiles(Connection connection, Map<TilePath, Tile> tiles) throws SQLException {
        List<Integer> levels = new ArrayList<>();
        List<Long> indexes = new ArrayList<>();
        List<byte[]> hashes = new ArrayList<>();
        tiles.forEach((path, tile) -> {
            levels.add(path.level());
            indexes.add(path.index());
            hashes.add(tile.bytes());
        });
        try (PreparedStatement insert = connection.prepareStatement(WRITE_TILES)) {
            insert.setArray(1, connection.createArrayOf("int2", levels.toArray()));
            insert.setArray(2, connection.createArrayOf("int8", indexes.toArray()));
            insert.setArray(3, connection.createArrayOf("bytea", hashes.toArray(new byte[0][])));
            insert.executeUpdate();
        }
    }

    private static void writeBundles(Connection connection, long from, List<WaitingEntry> placed) throws SQLException {
        List<Long> indexes = new ArrayList<>();
        List<byte[]> added = new ArrayList<>();
        for (int i = 0; i < placed.size(); ) {
            long index = (from + i) / TilePath.FULL;
            int end = (int) Math.min(placed.size(), (index + 1) * TilePath.FULL - from);
            indexes.add(index);
            added.add(EntryBundle.encode(
                    placed.subList(i, end).stream().map(WaitingEntry::entry).toList()));
            i = end;
        }
        try (PreparedStatement insert = connection.prepareStatement(WRITE_BUNDLES)) {
            insert.setArray(1, connection.createArrayOf("int8", indexes.toArray()));
            insert.setArray(2, connection.createArrayOf("bytea", added.toArray(new byte[0][])));
            insert.executeUpdate();
        }
    }

    private static void writePositions(Connection connection, long from, List<WaitingEntry> placed)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(WRITE_POSITIONS)) {
            insert.setLong(1, from);
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "int8",
                            placed.stream().map(entry -> entry.id().value()).toArray()));
            insert.executeUpdate();
        }
    }

    @Override
    public Map<TilePath, Tile> read(Set<TilePath> paths) {
        List<TilePath> wanted = List.copyOf(paths);
        Map<TilePath, Tile> read = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select place, substring(hashes for width * 32) from unnest(?::smallint[], ?::bigint[], ?::integer[])"
                                + " with ordinality as wanted (level, tile_index, width, place)"
                                + " join ledger_tile using (level, tile_index)")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "int2", wanted.stream().map(TilePath::level).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", wanted.stream().map(TilePath::index).toArray()));
            select.setArray(
                    3,
                    connection.createArrayOf(
                            "int4", wanted.stream().map(TilePath::width).toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    TilePath path = wanted.get(rows.getInt(1) - 1);
                    read.put(path, Tile.parse(rows.getBytes(2), path.width()));
                }
            }
        } catch (SQLException e) {
            throw broken(e);
        }
        if (read.size() != wanted.size()) {
            throw new IllegalStateException("the log lost a tile: " + read.size() + " of " + wanted);
        }
        return read;
    }

    @Override
    public Optional<byte[]> bundle(long index) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select entries from ledger_bundle where tile_index = ?")) {
            select.setLong(1, index);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    @Override
    public Optional<LogIndex> position(EntryId entry) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select log_index from ledger_position where entry_id = ?")) {
            select.setLong(1, entry.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new LogIndex(row.getLong(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private static Optional<String> text(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    private static IllegalStateException broken(SQLException cause) {
        return new IllegalStateException("the database does not give the tree of the log", cause);
    }
}
