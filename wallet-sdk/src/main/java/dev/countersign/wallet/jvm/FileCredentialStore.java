package dev.countersign.wallet.jvm;

import dev.countersign.protocol.Json;
import dev.countersign.wallet.CredentialId;
import dev.countersign.wallet.CredentialStore;
import dev.countersign.wallet.StoredCredential;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Credentials as encrypted files. */
public final class FileCredentialStore implements CredentialStore {
    private final EncryptedDirectory directory;

    /** Makes a store on a directory that it shares with the other stores. */
    public FileCredentialStore(EncryptedDirectory directory) {
        this.directory = directory;
    }

    @Override
    public List<StoredCredential> all() {
        return directory.readAll("crd_").stream()
                .map(bytes -> StoredCredential.fromStore(Json.parseObject(bytes)))
                .sorted(Comparator.comparing(
                        (StoredCredential credential) -> credential.statement().addedAt()))
                .collect(Collectors.toList());
    }

    @Override
    public void save(StoredCredential credential) {
        directory.write(credential.id(), Json.print(credential.toJson()));
    }

    @Override
    public void remove(CredentialId id) {
        directory.delete(id.value());
    }
}
