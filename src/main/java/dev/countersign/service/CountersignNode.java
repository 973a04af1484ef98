package dev.countersign.service;

import dev.countersign.service.platform.CryptoProvider;
import dev.countersign.service.platform.StartSettings;
import dev.countersign.service.platform.store.EmbeddedDatabase;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;

/**
 * Starts one node. With no database configured it first starts the PostgreSQL that comes with the service.
 *
 * <p>Settings that Quarkus must know before it starts are given as system properties, and only those that nobody set.
 */
@QuarkusMain
public final class CountersignNode {
    private CountersignNode() {}

    /** Runs until the process is told to stop. */
    public static void main(String... args) {
        CryptoProvider.install();
        StartSettings settings = StartSettings.from(ConfigUtils.configBuilder().build());
        settings.listening().forEach(System::setProperty);
        if (!settings.externalDatabase()) {
            EmbeddedDatabase.start(settings.dataDirectory()).connection().forEach(System::setProperty);
        }
        Quarkus.run(args);
    }
}
