package dev.countersign.samples.adapters;

import dev.countersign.client.ClientCredentials;
import dev.countersign.client.Countersign;
import java.net.URI;
import java.util.Map;

/** What every adapter is told by its environment. */
public final class Settings {
    private final Map<String, String> environment;

    /** Reads these variables. */
    public Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Returns the service: {@code COUNTERSIGN_URL}, {@code COUNTERSIGN_CLIENT_ID}, {@code COUNTERSIGN_CLIENT_SECRET}. */
    public Countersign countersign() {
        return Countersign.at(
                URI.create(required("COUNTERSIGN_URL")),
                new ClientCredentials(required("COUNTERSIGN_CLIENT_ID"), required("COUNTERSIGN_CLIENT_SECRET")));
    }

    /** Returns where to listen on this machine: {@code ADAPTER_PORT}, 8090 when it is not set. */
    public int port() {
        return Integer.parseInt(environment.getOrDefault("ADAPTER_PORT", "8090"));
    }

    /**
     * Returns a variable.
     *
     * @throws IllegalStateException with its name when it is not set
     */
    public String required(String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }

    /** Returns a variable, or what it is when nobody set it. */
    public String optional(String name, String otherwise) {
        return environment.getOrDefault(name, otherwise);
    }
}
