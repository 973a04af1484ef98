package dev.countersign.samples.demo;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * Where everything is, and who may sign in.
 *
 * @param agentPassword drawn anew for each start
 * @param clientSecret of the contact-centre platform, drawn anew for each start
 */
record DemoSettings(int servicePort, int phonePort, Path dataDirectory, String agentPassword, String clientSecret) {
    static final String AGENT = "maria";
    static final String AGENT_NAME = "Maria";
    static final String CLIENT = "contact-centre";

    static DemoSettings of(int servicePort, int phonePort, Path dataDirectory) {
        return new DemoSettings(servicePort, phonePort, dataDirectory.toAbsolutePath(), secret(9), secret(24));
    }

    URI publicUrl() {
        return URI.create("http://localhost:" + servicePort);
    }

    URI phoneUrl() {
        return URI.create("http://localhost:" + phonePort);
    }

    /** The service's jar lies beside this one. */
    Path serviceJar() {
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

    /** What the service is told at its start, in development only: an agent's account and a machine client. */
    Map<String, String> bootstrap() {
        return Map.of(
                "COUNTERSIGN_BOOTSTRAP_STAFF_ACCOUNT", AGENT,
                "COUNTERSIGN_BOOTSTRAP_STAFF_PASSWORD", agentPassword,
                "COUNTERSIGN_BOOTSTRAP_STAFF_DISPLAY_NAME", AGENT_NAME,
                "COUNTERSIGN_BOOTSTRAP_STAFF_ROLES", "agent,supervisor,admin",
                "COUNTERSIGN_BOOTSTRAP_CLIENT_ID", CLIENT,
                "COUNTERSIGN_BOOTSTRAP_CLIENT_SECRET", clientSecret);
    }

    private static String secret(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    @Override
    public String toString() {
        return "DemoSettings[" + servicePort + ", " + phonePort + ", " + dataDirectory + "]";
    }
}
