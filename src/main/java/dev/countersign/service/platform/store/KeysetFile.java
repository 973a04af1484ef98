package dev.countersign.service.platform.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import dev.countersign.protocol.Json;
import dev.countersign.service.platform.KeysNotWritableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The organisation's keysets on disk: one JSON file whose keysets are encrypted by the {@link MasterKey}, each bound to
 * its label, and whose certificates are plain.
 *
 * <p>Several nodes may share the file. A change is made under a lock, from what is in the file then, and appears whole.
 */
final class KeysetFile {
    /** What the file holds. */
    record Content(Map<String, KeysetHandle> keysets, Map<String, byte[]> certificates) {
        Content {
            keysets = Map.copyOf(keysets);
            certificates = Map.copyOf(certificates);
        }

        static Content empty() {
            return new Content(Map.of(), Map.of());
        }

        Content withKeyset(String label, KeysetHandle keyset) {
            Map<String, KeysetHandle> more = new HashMap<>(keysets);
            more.put(label, keyset);
            return new Content(more, certificates);
        }

        Content withCertificate(String label, byte[] der) {
            Map<String, byte[]> more = new HashMap<>(certificates);
            more.put(label, der);
            return new Content(keysets, more);
        }
    }

    /** Nodes in one process (tests) cannot exclude each other by a lock on a file. */
    private static final Object IN_PROCESS = new Object();

    private final Path path;
    private final Aead masterKey;

    KeysetFile(Path path, Aead masterKey) {
        this.path = path;
        this.masterKey = masterKey;
    }

    /** Reads it; empty content when there is no file yet. */
    Content read() {
        try {
            return Files.exists(path) ? parse(Files.readAllBytes(path)) : Content.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the keyset in " + path + " cannot be read", e);
        }
    }

    /** Changes it; durable when this returns. Nothing is written when the change returns what it was given. */
    @SuppressWarnings("ReferenceEquality")
    Content update(UnaryOperator<Content> change) {
        Content seen = read();
        if (change.apply(seen) == seen) {
            // Nothing to do: the file may be read-only, a mounted secret.
            return seen;
        }
        try {
            Path lockFile = Path.of(path + ".lock");
            if (lockFile.getParent() != null) {
                Files.createDirectories(lockFile.getParent());
            }
            synchronized (IN_PROCESS) {
                try (FileChannel channel =
                                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock held = channel.lock()) {
                    Content before = read();
                    Content after = change.apply(before);
                    if (after != before && held.isValid()) {
                        PrivateFile.replace(path, print(after));
                    }
                    return after;
                }
            }
        } catch (IOException e) {
            throw new KeysNotWritableException(
                    "The keyset in " + path
                            + " must be changed and cannot be written. Start one node with a writable copy of"
                            + " it (countersign.keyset-file), then give the changed file to all nodes.",
                    e);
        }
    }

    private Content parse(byte[] bytes) {
        ObjectNode json = Json.parseObject(bytes);
        Content content = Content.empty();
        for (Map.Entry<String, JsonNode> entry : json.path("keysets").properties()) {
            byte[] encrypted = Base64.getDecoder().decode(entry.getValue().asText());
            try {
                content = content.withKeyset(
                        entry.getKey(),
                        TinkProtoKeysetFormat.parseEncryptedKeyset(
                                encrypted, masterKey, context(entry.getKey()), TinkConfiguration.get()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(
                        "the keyset in " + path + " was encrypted by another master key, or was changed", e);
            }
        }
        for (Map.Entry<String, JsonNode> entry : json.path("certificates").properties()) {
            content = content.withCertificate(
                    entry.getKey(), Base64.getDecoder().decode(entry.getValue().asText()));
        }
        return content;
    }

    private byte[] print(Content content) {
        ObjectNode json = Json.object();
        ObjectNode keysets = json.putObject("keysets");
        content.keysets().forEach((label, keyset) -> {
            try {
                keysets.put(
                        label,
                        Base64.getEncoder()
                                .encodeToString(TinkProtoKeysetFormat.serializeEncryptedKeyset(
                                        keyset, masterKey, context(label), TinkConfiguration.get())));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("a keyset can always be encrypted", e);
            }
        });
        ObjectNode certificates = json.putObject("certificates");
        content.certificates()
                .forEach((label, der) ->
                        certificates.put(label, Base64.getEncoder().encodeToString(der)));
        return Json.print(json);
    }

    /** Ties a keyset to its label: the issuer's keyset does not open as the verifier's. */
    private static byte[] context(String label) {
        return ("countersign keyset " + label).getBytes(StandardCharsets.UTF_8);
    }
}
