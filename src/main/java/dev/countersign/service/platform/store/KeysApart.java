package dev.countersign.service.platform.store;

import dev.countersign.service.platform.ErasedDataException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keys in a database of their own, whose backups need not be kept: so an old backup of the data has no key to what was erased.
 *
 * <p>No transaction spans the two databases. An erasure is written beside the data, with its transaction, and counts from
 * then on; {@link #catchUp} carries it to the keys.
 */
final class KeysApart implements PersonalKeys {
    private static final int BATCH = 500;

    private final DataSource data;
    private final PersonalKeyRows keys;
    private final Clock clock;

    KeysApart(DataSource data, PersonalKeyRows keys, Clock clock) {
        this.data = data;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> find(String owner) {
        if (isErased(owner)) {
            throw new ErasedDataException();
        }
        return keys.find(owner);
    }

    @Override
    public void add(String owner, byte[] wrapped) {
        keys.add(owner, wrapped);
    }

    @Override
    public boolean hold(String owner) {
        lock("select pg_advisory_xact_lock_shared(hashtextextended('personal key ' || ?, 0))", owner);
        try {
            return find(owner).isPresent();
        } catch (ErasedDataException e) {
            return false;
        }
    }

    @Override
    public void erase(String owner) {
        lock("select pg_advisory_xact_lock(hashtextextended('personal key ' || ?, 0))", owner);
        try (Connection connection = data.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into platform_erased_owner (owner, erased_at, key_gone) values (?, ?, false)"
                                + " on conflict do nothing")) {
            insert.setString(1, owner);
            insert.setTimestamp(2, Timestamp.from(clock.instant()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the erasure of an owner could not be written", e);
        }
    }

    @Override
    public List<String> erased(String after, int most) {
        return keys.erased(after, most);
    }

    /** Destroys the keys of who was erased; returns when none waits. */
    void catchUp() {
        for (List<String> waiting = waiting(); !waiting.isEmpty(); waiting = waiting()) {
            keys.erase(waiting);
            change("update platform_erased_owner set key_gone = true where owner = any(?)", waiting);
        }
    }

    /** Destroys the keys of all who were ever erased again, for an older copy of the keys may have come back. */
    void catchUpFromTheStart() {
        try (Connection connection = data.getConnection();
                PreparedStatement again =
                        connection.prepareStatement("update platform_erased_owner set key_gone = false")) {
            again.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("erased owners could not be marked", e);
        }
        catchUp();
    }

    /** Takes over the keys that were beside the data before there was a database for them. */
    void takeOver() {
        for (Map<String, byte[]> beside = beside(); !beside.isEmpty(); beside = beside()) {
            beside.forEach(keys::add);
            change("delete from platform_personal_key where owner = any(?)", List.copyOf(beside.keySet()));
        }
        List<String> erased = new PersonalKeyRows(data, clock).erased("", BATCH);
        while (!erased.isEmpty()) {
            keys.erase(erased);
            change("delete from platform_personal_key where owner = any(?)", erased);
            erased = new PersonalKeyRows(data, clock).erased("", BATCH);
        }
    }

    /** The row to lock is in the other database, where no transaction of ours goes: its name is locked here. */
    private void lock(String function, String owner) {
        try (Connection connection = data.getConnection();
                PreparedStatement lock = connection.prepareStatement(function)) {
            lock.setString(1, owner);
            lock.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the name of an owner could not be locked", e);
        }
    }

    private boolean isErased(String owner) {
        try (Connection connection = data.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select 1 from platform_erased_owner where owner = ?")) {
            select.setString(1, owner);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the erasure of an owner could not be read", e);
        }
    }

    private List<String> waiting() {
        try (Connection connection = data.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select owner from platform_erased_owner where not key_gone limit " + BATCH);
                ResultSet rows = select.executeQuery()) {
            List<String> owners = new ArrayList<>();
            while (rows.next()) {
                owners.add(rows.getString(1));
            }
            return owners;
        } catch (SQLException e) {
            throw new IllegalStateException("erased owners could not be read", e);
        }
    }

    private Map<String, byte[]> beside() {
        try (Connection connection = data.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select owner, wrapped from platform_personal_key where wrapped is not null limit " + BATCH);
                ResultSet rows = select.executeQuery()) {
            Map<String, byte[]> found = new HashMap<>();
            while (rows.next()) {
                found.put(rows.getString(1), rows.getBytes(2));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("keys of owners could not be read", e);
        }
    }

    private void change(String statement, List<String> owners) {
        try (Connection connection = data.getConnection();
                PreparedStatement change = connection.prepareStatement(statement)) {
            change.setArray(1, connection.createArrayOf("text", owners.toArray()));
            change.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("keys of owners could not be moved or destroyed", e);
        }
    }
}
