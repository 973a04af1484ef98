package dev.countersign.samples.demo;

import dev.countersign.samples.bank.ServiceSettings;
import dev.countersign.samples.bank.SignIns;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;

/** Where everything is, and who may sign in. */
record DemoSettings(int servicePort, int phonePort, Path dataDirectory, SignIns signIns) {
    static DemoSettings of(int servicePort, int phonePort, Path dataDirectory) {
        return new DemoSettings(servicePort, phonePort, dataDirectory.toAbsolutePath(), SignIns.drawn());
    }

    ServiceSettings service() {
        return new ServiceSettings(serviceJar(), servicePort, dataDirectory, signIns, Map.of());
    }

    URI publicUrl() {
        return service().publicUrl();
    }

    URI phoneUrl() {
        return URI.create("http://localhost:" + phonePort);
    }

    /** The service's jar lies beside this one. */
    private static Path serviceJar() {
        try {
            Path own = Path.of(DemoSettings.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own.resolveSibling("service").resolve("quarkus-run.jar");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a code source is always a path here", e);
        }
    }
}
