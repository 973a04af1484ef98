package dev.countersign.service.access;

import dev.countersign.service.platform.PublicUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * The organisation's own identity provider, at which staff sign in (OpenID Connect Core 1.0, authorization code flow).
 *
 * @param server where its metadata are found, below {@code /.well-known/openid-configuration}; https in production
 * @param clientId how it knows us
 * @param scopes asked for besides {@code openid}
 */
public record OpenIdProvider(
        URI server, String clientId, String clientSecret, List<String> scopes, StaffClaims claims) {
    /** Where signing in starts, and where the provider sends the browser back to. */
    public static final String PATH = "/session/oidc";

    private static final String PREFIX = "countersign.oidc.";

    /** Keeps its own copy of the list. */
    public OpenIdProvider {
        scopes = List.copyOf(scopes);
    }

    /**
     * Reads {@code countersign.oidc.*}.
     *
     * @return empty when it is not enabled
     * @throws IllegalStateException with what to set, when it is enabled and something is missing
     */
    static Optional<OpenIdProvider> from(Config config, PublicUrl publicUrl) {
        boolean enabled =
                config.getOptionalValue(PREFIX + "enabled", Boolean.class).orElse(false);
        return enabled ? Optional.of(configured(config, publicUrl)) : Optional.empty();
    }

    private static OpenIdProvider configured(Config config, PublicUrl publicUrl) {
        Set<String> missing = new TreeSet<>();
        String server = required(config, "auth-server-url", missing);
        String clientId = required(config, "client-id", missing);
        String clientSecret = required(config, "client-secret", missing);
        Map<String, Set<String>> values = roleValues(config);
        if (values.isEmpty()) {
            missing.add(PREFIX + "roles.agent (or .supervisor, .auditor, .admin)");
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(PREFIX + "enabled is true, but these are not set: "
                    + String.join(", ", missing) + ". Set them, or set " + PREFIX + "enabled to false.");
        }
        return new OpenIdProvider(
                checked(server, publicUrl),
                clientId,
                clientSecret,
                config.getOptionalValues(PREFIX + "scopes", String.class).orElse(List.of("profile")),
                new StaffClaims(
                        optional(config, "account-claim").orElse("preferred_username"),
                        optional(config, "name-claim").orElse("name"),
                        optional(config, "team-claim"),
                        optional(config, "roles-claim").orElse("groups"),
                        values));
    }

    private static Map<String, Set<String>> roleValues(Config config) {
        Map<String, Set<String>> values = new HashMap<>();
        for (String role : StaffAccount.KNOWN_ROLES) {
            config.getOptionalValues(PREFIX + "roles." + role, String.class)
                    .map(list -> list.stream().map(String::strip).collect(Collectors.toUnmodifiableSet()))
                    .filter(list -> !list.isEmpty())
                    .ifPresent(list -> values.put(role, list));
        }
        return values;
    }

    private static URI checked(String server, PublicUrl publicUrl) {
        try {
            URI uri = new URI(server);
            boolean https = "https".equals(uri.getScheme());
            boolean http = "http".equals(uri.getScheme()) && publicUrl.development();
            if (uri.getHost() != null && (https || http)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(PREFIX + "auth-server-url is no URL: " + server, e);
        }
        throw new IllegalStateException(
                PREFIX + "auth-server-url is " + server + " (expected: an https URL; http is for development)");
    }

    private static String required(Config config, String name, Set<String> missing) {
        return optional(config, name).orElseGet(() -> {
            missing.add(PREFIX + name);
            return "";
        });
    }

    private static Optional<String> optional(Config config, String name) {
        return config.getOptionalValue(PREFIX + name, String.class)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return "OpenIdProvider " + server;
    }
}
