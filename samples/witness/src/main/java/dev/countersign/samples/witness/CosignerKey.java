package dev.countersign.samples.witness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.log.NoteSigner;
import dev.countersign.protocol.log.SignatureType;
import dev.countersign.protocol.log.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * The witness's own key with its name, in a file that its owner alone may read: born so, and never written over. It signs
 * cosignatures and nothing else.
 */
final class CosignerKey {
    private static final int MAX_BYTES = 10_000;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final VerifierKey verifierKey;
    private final KeyPair pair;

    private CosignerKey(String name, KeyPair pair) {
        this.verifierKey = VerifierKey.of(name, SignatureType.COSIGNATURE_V1, pair.getPublic());
        this.pair = pair;
    }

    /**
     * Reads the key.
     *
     * @param name that it must have: logs know a key by its name
     * @return empty when there is no file
     * @throws IOException when it cannot be read, others may read it, it is no such key, or it is that of another name
     */
    static Optional<CosignerKey> load(Path file, String name) throws IOException {
        Optional<byte[]> bytes = DurableFiles.read(file, MAX_BYTES);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        if (hasPosix(file) && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException(file + ": others may read it (expected: mode 0600)");
        }
        try {
            ObjectNode json = Json.parseObject(bytes.get());
            CosignerKey key =
                    new CosignerKey(json.path("name").asText(), Keys.parsePrivateJwk(json.path("private_key")));
            if (!key.verifierKey.name().equals(name)) {
                throw new IOException(file + ": name: " + name + " (expected: " + key.verifierKey.name()
                        + ", which logs know the key by)");
            }
            return Optional.of(key);
        } catch (MalformedInputException | IllegalArgumentException e) {
            throw new IOException(file + " is no key of a witness", e);
        }
    }

    /**
     * Makes the key; whoever calls has the data directory open.
     *
     * @throws IOException when it cannot be written
     */
    static CosignerKey create(Path file, String name) throws IOException {
        CosignerKey key = new CosignerKey(name, Keys.generate(SignatureAlgorithm.EDDSA));
        ObjectNode json = Json.object().put("name", name).set("private_key", Keys.toPrivateJwk(key.pair));
        FileAttribute<?>[] ownerOnly = hasPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
        DurableFiles.write(file, Json.print(json), ownerOnly);
        return key;
    }

    /** Returns the public half, for the policies of logs and wallets. */
    VerifierKey verifierKey() {
        return verifierKey;
    }

    NoteSigner signer(Clock clock) {
        return NoteSigner.cosigner(verifierKey, JwsSigner.of(pair), clock);
    }

    private static boolean hasPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
