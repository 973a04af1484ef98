package dev.countersign.service.ledger;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.log.WitnessPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Which witnesses must have seen a checkpoint before it is published: the lines of a C2SP policy file, without its log line. */
@ApplicationScoped
public class WitnessRules {
    private static final Logger LOG = Logger.getLogger(WitnessRules.class);
    private static final String PROPERTY = "countersign.log.witness-policy-file";

    private final Optional<String> lines;
    private final LogIdentity identity;

    /** With the line of this log, which is known when the database is; null until then. */
    private volatile @Nullable WitnessPolicy policy;

    WitnessRules(@ConfigProperty(name = PROPERTY) Optional<Path> file, LogIdentity identity) {
        this.lines = file.map(WitnessRules::read);
        this.identity = identity;
        lines.ifPresent(WitnessRules::check);
    }

    /** Has it made at the start: what is refused is refused before anybody relies on it. */
    void check(@Observes @Initialized(ApplicationScoped.class) Object started) {
        LOG.debugf("Witnesses of the log: %s", lines.isPresent() ? "by " + PROPERTY : "none");
    }

    /** Returns whether there are any. */
    public boolean any() {
        return lines.isPresent();
    }

    /** Returns the whole policy: this log, its witnesses, and how many of them count. */
    public WitnessPolicy policy() {
        WitnessPolicy known = policy;
        if (known == null) {
            known = lines.map(text -> WitnessPolicy.parse("log " + identity.verifierKey() + "\n" + text))
                    .orElseGet(() -> WitnessPolicy.unwitnessed(identity.verifierKey()));
            policy = known;
        }
        return known;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(PROPERTY + ": " + file + " cannot be read", e);
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
