package dev.countersign.service.push.client;

import dev.countersign.service.platform.PublicUrl;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** How we push by FCM, if we do. */
@ApplicationScoped
class FcmSettings {
    /** The file of the service account; with it phones are pushed by FCM. */
    static final String FILE = "countersign.push.fcm.service-account-file";

    /** Where FCM is. */
    static final String ADDRESS = "countersign.push.fcm.address";

    private static final Logger LOG = Logger.getLogger(FcmSettings.class);

    private final Optional<FcmAccount> account;
    private final URI address;

    FcmSettings(
            @ConfigProperty(name = FILE) Optional<Path> file,
            @ConfigProperty(name = ADDRESS, defaultValue = "https://fcm.googleapis.com") URI address,
            PublicUrl publicUrl) {
        this.account = file.map(FcmAccount::read);
        this.address = address;
        if (!publicUrl.development() && account.isPresent()) {
            requireHttps(ADDRESS, address);
            requireHttps("token_uri in " + FILE, account.get().tokenUri());
        }
    }

    /** Reads the file at the start, not at the first push. */
    void check(@Observes StartupEvent started) {
        account.ifPresent(found -> LOG.infof("phones are pushed by FCM as %s", found));
    }

    private static void requireHttps(String name, URI uri) {
        if (!"https".equals(uri.getScheme())) {
            throw new IllegalStateException(name + " (expected: an https address)");
        }
    }

    /** Returns the service account; empty when FCM is not configured. */
    Optional<FcmAccount> account() {
        return account;
    }

    /** Returns where messages of the account's project are sent. */
    URI endpoint(FcmAccount of) {
        return address.resolve("/v1/projects/" + of.project() + "/messages:send");
    }
}
