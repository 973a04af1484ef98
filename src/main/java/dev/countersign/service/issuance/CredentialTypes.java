package dev.countersign.service.issuance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The kinds of credential that we issue: the built-in {@code bank_customer}, and those of the file that
 * {@code countersign.credential-types} names, whose entries outrank the built-in ones of the same id.
 */
@ApplicationScoped
public class CredentialTypes {
    private static final String BUILT_IN = "credential-types.json";

    private final Map<String, CredentialType> types;

    CredentialTypes(@ConfigProperty(name = "countersign.credential-types") Optional<Path> file) {
        try (InputStream builtIn =
                Objects.requireNonNull(CredentialTypes.class.getResourceAsStream(BUILT_IN), BUILT_IN)) {
            Map<String, CredentialType> all = new LinkedHashMap<>(parse(builtIn.readAllBytes()));
            if (file.isPresent()) {
                all.putAll(parse(Files.readAllBytes(file.get())));
            }
            this.types = Collections.unmodifiableMap(all);
        } catch (IOException e) {
            throw new UncheckedIOException("countersign.credential-types cannot be read", e);
        }
    }

    private static Map<String, CredentialType> parse(byte[] utf8) {
        ObjectNode json = Json.parseObject(utf8);
        Map<String, CredentialType> types = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> types.put(entry.getKey(), CredentialType.parse(entry.getKey(), entry.getValue())));
        return types;
    }

    /** Finds a type by its credential configuration id. */
    public Optional<CredentialType> find(String id) {
        return Optional.ofNullable(types.get(id));
    }

    /** Returns all types, in the order of their files. */
    public Collection<CredentialType> all() {
        return types.values();
    }
}
