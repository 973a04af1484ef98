package dev.countersign.service.ledger;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.log.WitnessPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which witnesses must have seen a checkpoint before it is published: the lines of a C2SP policy file, without its log line. */
@ApplicationScoped
public class WitnessRules {
    private static final String PROPERTY = "countersign.log.witness-policy-file";

    private final Optional<String> lines;
    private final LogIdentity identity;

    WitnessRules(@ConfigProperty(name = PROPERTY) Optional<Path> file, LogIdentity identity) {
        this.lines = file.map(WitnessRules::read);
        this.identity = identity;
    }

    /** At the start: what is refused is refused before anybody relies on it. */
    void check(@Observes @Initialized(ApplicationScoped.class) Object started) {
        lines.ifPresent(WitnessRules::check);
    }

    /** Returns whether there are any. */
    public boolean any() {
        return lines.isPresent();
    }

    /** Returns the whole policy: this log, its witnesses, and how many of them count. */
    public WitnessPolicy policy() {
        return lines.map(text -> WitnessPolicy.parse("log " + identity.verifierKey() + "\n" + text))
                .orElseGet(() -> WitnessPolicy.unwitnessed(identity.verifierKey()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(PROPERTY + ": " + file + " cannot be read", e);
        }
    }

    private static void check(String lines) {
        try {
            for (WitnessPolicy.Witness witness : WitnessPolicy.parse(lines).witnesses()) {
                if (witness.url().isEmpty()) {
                    throw new IllegalStateException(PROPERTY + ": witness " + witness.name() + " has no address");
                }
            }
        } catch (MalformedInputException e) {
            throw new IllegalStateException(PROPERTY + ": " + e.getMessage(), e);
        }
    }
}
