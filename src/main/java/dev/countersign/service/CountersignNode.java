package dev.countersign.service;

import dev.countersign.service.platform.CryptoProvider;
import dev.countersign.service.platform.StartSettings;
import dev.countersign.service.platform.store.EmbeddedDatabase;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Starts one node. With no database configured it first starts the PostgreSQL that comes with the service.
 *
 * <p>Settings that Quarkus must know before it starts are given as system properties, and only those that nobody set.
 */
@QuarkusMain
public final class CountersignNode {
    private static final String OURS = CountersignNode.class.getPackageName();

    private CountersignNode() {}

    /** Runs until the process is told to stop. */
    public static void main(String... args) {
        try {
            run(args);
        } catch (IllegalStateException refused) {
            tell(refused);
            System.exit(1);
        }
    }

    private static void run(String... args) {
        CryptoProvider.install();
        StartSettings settings = StartSettings.from(ConfigUtils.configBuilder().build());
        settings.listening().forEach(System::setProperty);
        CountDownLatch stopped = new CountDownLatch(1);
        if (!settings.externalDatabase()) {
            EmbeddedDatabase database = EmbeddedDatabase.start(settings.dataDirectory());
            database.stopAfter(stopped);
            database.connection().forEach(System::setProperty);
        }
        Quarkus.run(
                null,
                (status, failure) -> {
                    if (failure != null) {
                        tell(failure);
                    }
                    stopped.countDown();
                    System.exit(status);
                },
                args);
    }

    // Quarkus's own line about a failed start is switched off (application.properties): it buries the words in a trace.
    @SuppressWarnings("SystemOut")
    private static void tell(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isRefusal(cause)) {
                System.err.println("Countersign does not start: " + cause.getMessage());
                return;
            }
        }
        System.err.println("Countersign does not start.");
        failure.printStackTrace();
    }

    /** A refusal says what to set; for everything else the trace says more. */
    private static boolean isRefusal(@Nullable Throwable cause) {
        return cause instanceof IllegalStateException
                && cause.getStackTrace().length > 0
                && cause.getStackTrace()[0].getClassName().startsWith(OURS);
    }
}
