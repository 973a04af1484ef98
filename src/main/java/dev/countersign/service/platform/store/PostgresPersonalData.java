package dev.countersign.service.platform.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.countersign.service.platform.ErasedDataException;
import dev.countersign.service.platform.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;

/** Keys of owners in {@code platform_personal_key}, each wrapped by the organisation's key and bound to its owner. */
@ApplicationScoped
class PostgresPersonalData implements PersonalData {
    private final DataSource database;
    private final KeyProduction keys;
    private final Clock clock;

    PostgresPersonalData(DataSource database, KeyProduction keys, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public byte[] seal(String owner, String purpose, byte[] plaintext) {
        try {
            return findOrMake(owner).encrypt(plaintext, utf8(purpose));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM always encrypts", e);
        }
    }

    @Override
    public byte[] open(String owner, String purpose, byte[] sealed) {
        Aead key = find(owner).orElseThrow(ErasedDataException::new);
        try {
            return key.decrypt(sealed, utf8(purpose));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("sealed for another owner or purpose, or changed", e);
        }
    }

    @Override
    public boolean hold(String owner) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select 1 from platform_personal_key where owner = ? for key share")) {
            select.setString(1, owner);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the key of an owner could not be held", e);
        }
    }

    @Override
    public void destroy(String owner) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from platform_personal_key where owner = ?")) {
            delete.setString(1, owner);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the key of an owner could not be destroyed", e);
        }
    }

    private Aead findOrMake(String owner) {
        Optional<Aead> known = find(owner);
        if (known.isPresent()) {
            return known.get();
        }
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into platform_personal_key (owner, wrapped, created_at)"
                                + " values (?, ?, ?) on conflict do nothing")) {
            insert.setString(1, owner);
            insert.setBytes(2, wrapNewKey(owner));
            insert.setTimestamp(3, Timestamp.from(clock.instant()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the key of an owner could not be stored", e);
        }
        // Of two requests that make a key at once, one row stays: both must use that.
        return find(owner).orElseThrow(ErasedDataException::new);
    }

    private Optional<Aead> find(String owner) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select wrapped from platform_personal_key where owner = ?")) {
            select.setString(1, owner);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(unwrap(owner, rows.getBytes(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the key of an owner could not be read", e);
        }
    }

    private byte[] wrapNewKey(String owner) {
        try {
            KeysetHandle key = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TinkConfiguration.get());
            return TinkProtoKeysetFormat.serializeEncryptedKeyset(
                    key, keys.keys().dataEncryption(), utf8(owner), TinkConfiguration.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key can always be made and wrapped", e);
        }
    }

    private Aead unwrap(String owner, byte[] wrapped) {
        try {
            return TinkProtoKeysetFormat.parseEncryptedKeyset(
                            wrapped, keys.keys().dataEncryption(), utf8(owner), TinkConfiguration.get())
                    .getPrimitive(TinkConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of an owner was wrapped by another organisation's key", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
