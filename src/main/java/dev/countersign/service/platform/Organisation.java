package dev.countersign.service.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Whom customers see: the name and logo of the bank that runs this service.
 *
 * @param name at most 100 characters
 * @param logo https; a wallet may fetch it
 */
public record Organisation(String name, Optional<URI> logo) {
    /** The property that sets the name. */
    public static final String NAME = "countersign.organisation.name";

    /** The property that sets the logo. */
    public static final String LOGO = "countersign.organisation.logo-uri";

    private static final String DEMO_NAME = "Example Bank";
    private static final int MAX_NAME_LENGTH = 100;

    /**
     * Checks the rules above.
     *
     * @throws IllegalStateException with what to set, when they are not kept
     */
    public Organisation {
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalStateException(
                    NAME + ": " + name.length() + " characters (expected: 1 to " + MAX_NAME_LENGTH + ")");
        }
        if (logo.filter(uri -> !"https".equals(uri.getScheme()) && !PublicUrl.isLoopback(uri))
                .isPresent()) {
            throw new IllegalStateException(LOGO + " is not https. Set it to an address that wallets can fetch.");
        }
    }

    /** Reads the properties; only in development is there a name when nobody set one. */
    static Organisation from(Config config, PublicUrl publicUrl) {
        Optional<String> name = config.getOptionalValue(NAME, String.class);
        if (name.isEmpty() && !publicUrl.development()) {
            throw new IllegalStateException(
                    NAME + " is not set. Set it to the name by which customers know you: wallets show it.");
        }
        return new Organisation(
                name.orElse(DEMO_NAME).strip(),
                config.getOptionalValue(LOGO, String.class).map(Organisation::uri));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(LOGO + " is no URL: " + text, e);
        }
    }
}
