package dev.countersign.service.platform.store;

import dev.countersign.service.platform.ErasedDataException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The table {@code platform_personal_key}, in whichever database. An erased owner stays as a row without a key. */
final class PersonalKeyRows implements PersonalKeys {
    private final DataSource database;
    private final Clock clock;

    PersonalKeyRows(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> find(String owner) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select wrapped from platform_personal_key where owner = ?")) {
            select.setString(1, owner);
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                byte[] wrapped = rows.getBytes(1);
                if (wrapped == null) {
                    throw new ErasedDataException();
                }
                return Optional.of(wrapped);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the key of an owner could not be read", e);
        }
    }

    @Override
    public void add(String owner, byte[] wrapped) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into platform_personal_key (owner, wrapped, created_at)"
                                + " values (?, ?, ?) on conflict do nothing")) {
            insert.setString(1, owner);
            insert.setBytes(2, wrapped);
            insert.setTimestamp(3, Timestamp.from(clock.instant()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the key of an owner could not be stored", e);
        }
    }

    @Override
    public boolean hold(String owner) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select 1 from platform_personal_key where owner = ? and wrapped is not null for share")) {
            select.setString(1, owner);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the key of an owner could not be held", e);
        }
    }

    @Override
    public void erase(String owner) {
        erase(List.of(owner));
    }

    /** Destroys the keys of several. */
    void erase(List<String> owners) {
        try (Connection connection = database.getConnection();
                PreparedStatement erase = connection.prepareStatement(
                        "insert into platform_personal_key (owner, created_at, erased_at) select unnest(?), ?, ?"
                                + " on conflict (owner) do update set wrapped = null, erased_at = excluded.erased_at"
                                + " where platform_personal_key.erased_at is null")) {
            Timestamp now = Timestamp.from(clock.instant());
            erase.setArray(1, connection.createArrayOf("text", owners.toArray()));
            erase.setTimestamp(2, now);
            erase.setTimestamp(3, now);
            erase.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the key of an owner could not be destroyed", e);
        }
    }

    @Override
    public List<String> erased(String after, int most) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select owner from platform_personal_key"
                        + " where erased_at is not null and owner > ? order by owner limit ?")) {
            select.setString(1, after);
            select.setInt(2, most);
            List<String> owners = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    owners.add(rows.getString(1));
                }
            }
            return owners;
        } catch (SQLException e) {
            throw new IllegalStateException("erased owners could not be read", e);
        }
    }
}
