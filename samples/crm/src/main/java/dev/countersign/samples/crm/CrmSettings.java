package dev.countersign.samples.crm;

import java.net.URI;
import java.util.Map;

/**
 * What the CRM has to know.
 *
 * @param service the public URL of Countersign
 * @param client a machine client with the scopes {@code interactions} and {@code panel}
 * @param agent the account of the agent at this desktop; a real CRM knows it from its own sign-in
 * @param port on the loopback interface; 0 for any that is free
 */
public record CrmSettings(URI service, Client client, String agent, int port) {
    /** How the CRM signs in at Countersign. */
    public record Client(String id, String secret) {
        @Override
        public String toString() {
            return "Client[" + id + "]";
        }
    }

    /**
     * Reads them from the environment.
     *
     * @throws IllegalArgumentException when one is missing; says which
     */
    static CrmSettings from(Map<String, String> environment) {
        return new CrmSettings(
                URI.create(environment.getOrDefault("COUNTERSIGN_URL", "http://localhost:8080")),
                new Client(required(environment, "CRM_CLIENT_ID"), required(environment, "CRM_CLIENT_SECRET")),
                environment.getOrDefault("CRM_AGENT", "maria"),
                Integer.parseInt(environment.getOrDefault("CRM_PORT", "8090")));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set (see samples/crm/README.md)");
        }
        return value;
    }
}
