package dev.countersign.service.push.client;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** How we push by APNs, if we do. */
@ApplicationScoped
class ApnsSettings {
    private static final String PREFIX = "countersign.push.apns.";
    private static final Logger LOG = Logger.getLogger(ApnsSettings.class);

    private final Optional<Account> account;

    /**
     * Who we are to APNs, and where it is.
     *
     * @param key file with the signing key (PKCS #8 in PEM, {@code .p8})
     * @param topic bundle id of the app
     * @param trusted file with certificates (PEM) to trust for this address alone, for a stand-in or a proxy of the operator's
     */
    record Account(Path key, String keyId, String teamId, String topic, URI address, Optional<Path> trusted) {
        @Override
        public String toString() {
            return "ApnsAccount[" + topic + " at " + address.getHost() + "]";
        }
    }

    ApnsSettings(Config config) {
        this.account = text(config, "key-file").map(file -> account(file, config));
    }

    /** Reads the settings at the start, not at the first push. */
    void check(@Observes StartupEvent started) {
        account.ifPresent(found -> LOG.infof("phones are pushed by APNs as %s", found));
    }

    /** Returns the account; empty when APNs is not configured. */
    Optional<Account> account() {
        return account;
    }

    private static Account account(String file, Config config) {
        URI address = URI.create(text(config, "address").orElse("https://api.push.apple.com"));
        if (!"https".equals(address.getScheme()) || address.getHost() == null) {
            throw new IllegalStateException(PREFIX + "address (expected: an https address)");
        }
        return new Account(
                readable("key-file", file),
                required(config, "key-id"),
                required(config, "team-id"),
                required(config, "topic"),
                address,
                text(config, "trusted-certificates-file").map(name -> readable("trusted-certificates-file", name)));
    }

    private static Path readable(String name, String file) {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            throw new IllegalStateException(PREFIX + name + " is " + file + ", which cannot be read");
        }
        return path;
    }

    private static String required(Config config, String name) {
        return text(config, name)
                .orElseThrow(
                        () -> new IllegalStateException(PREFIX + name + " must be set, as " + PREFIX + "key-file is"));
    }

    private static Optional<String> text(Config config, String name) {
        return config.getOptionalValue(PREFIX + name, String.class).filter(value -> !value.isBlank());
    }
}
