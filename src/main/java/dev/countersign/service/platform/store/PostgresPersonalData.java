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
import java.util.List;
import java.util.Optional;

/** Keys of owners, each wrapped by the organisation's key and bound to its owner. */
@ApplicationScoped
class PostgresPersonalData implements PersonalData {
    private final PersonalKeys wrapped;
    private final KeyProduction keys;

    PostgresPersonalData(PersonalKeyDatabase database, KeyProduction keys) {
        this.wrapped = database.keys();
        this.keys = keys;
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
        return wrapped.hold(owner);
    }

    @Override
    public void destroy(String owner) {
        wrapped.erase(owner);
    }

    @Override
    public List<String> destroyed(String after, int most) {
        return wrapped.erased(after, most);
    }

    private Aead findOrMake(String owner) {
        Optional<Aead> known = find(owner);
        if (known.isPresent()) {
            return known.get();
        }
        wrapped.add(owner, wrapNewKey(owner));
        // Of two requests that make a key at once, one row stays: both must use that.
        return find(owner).orElseThrow(ErasedDataException::new);
    }

    private Optional<Aead> find(String owner) {
        return wrapped.find(owner).map(key -> unwrap(owner, key));
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
