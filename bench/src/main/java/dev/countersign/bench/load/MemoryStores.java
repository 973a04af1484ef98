package dev.countersign.bench.load;

import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.wallet.ConsentRecord;
import dev.countersign.wallet.ConsentRecords;
import dev.countersign.wallet.CredentialId;
import dev.countersign.wallet.CredentialStore;
import dev.countersign.wallet.Enrolment;
import dev.countersign.wallet.Enrolments;
import dev.countersign.wallet.HolderKey;
import dev.countersign.wallet.HolderKeys;
import dev.countersign.wallet.KeyThumbprint;
import dev.countersign.wallet.KnownLog;
import dev.countersign.wallet.KnownLogs;
import dev.countersign.wallet.StoredCredential;
import dev.countersign.wallet.WalletPorts;
import java.net.URI;
import java.security.KeyPair;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a wallet keeps, in memory: nothing here is durable, so that a wallet costs as little as it can. */
final class MemoryStores {
    private MemoryStores() {}

    static WalletPorts.Stores make() {
        return new WalletPorts.Stores(
                new MemoryKeys(), new MemoryCredentials(), new MemoryEnrolments(), new NoRecords(), new MemoryLogs());
    }

    private static final class MemoryKey implements HolderKey {
        private final JwsSigner signer;
        private final PublicJwk publicJwk;

        MemoryKey(KeyPair pair) {
            this.signer = JwsSigner.of(pair);
            this.publicJwk = PublicJwk.of(pair.getPublic());
        }

        @Override
        public PublicJwk publicJwk() {
            return publicJwk;
        }

        @Override
        public SignatureAlgorithm algorithm() {
            return signer.algorithm();
        }

        @Override
        public byte[] sign(byte[] signingInput) {
            return signer.sign(signingInput);
        }
    }

    private static final class MemoryKeys implements HolderKeys {
        private final Map<KeyThumbprint, HolderKey> keys = new ConcurrentHashMap<>();

        @Override
        public HolderKey create() {
            HolderKey key = new MemoryKey(Keys.generate(SignatureAlgorithm.ES256));
            keys.put(key.thumbprint(), key);
            return key;
        }

        @Override
        public Optional<HolderKey> find(KeyThumbprint name) {
            return Optional.ofNullable(keys.get(name));
        }

        @Override
        public void destroy(KeyThumbprint name) {
            keys.remove(name);
        }
    }

    private static final class MemoryCredentials implements CredentialStore {
        private final Map<CredentialId, StoredCredential> credentials = new ConcurrentHashMap<>();

        @Override
        public List<StoredCredential> all() {
            return credentials.values().stream()
                    .sorted(Comparator.comparing(
                            credential -> credential.statement().addedAt()))
                    .toList();
        }

        @Override
        public void save(StoredCredential credential) {
            credentials.put(credential.credentialId(), credential);
        }

        @Override
        public void remove(CredentialId id) {
            credentials.remove(id);
        }
    }

    private static final class MemoryEnrolments implements Enrolments {
        private final List<Enrolment> enrolments = new CopyOnWriteArrayList<>();

        @Override
        public List<Enrolment> all() {
            return List.copyOf(enrolments);
        }

        @Override
        public void save(Enrolment enrolment) {
            enrolments.removeIf(older -> older.isWith(enrolment.organisation().did()));
            enrolments.add(enrolment);
        }
    }

    /** What was consented to is of no use here, and there is very much of it. */
    private static final class NoRecords implements ConsentRecords {
        @Override
        public List<ConsentRecord> all() {
            return List.of();
        }

        @Override
        public void save(ConsentRecord record) {}
    }

    private static final class MemoryLogs implements KnownLogs {
        private final Map<URI, KnownLog> logs = new ConcurrentHashMap<>();

        @Override
        public List<KnownLog> all() {
            return List.copyOf(logs.values());
        }

        @Override
        public void save(KnownLog log) {
            logs.put(log.address(), log);
        }
    }
}
