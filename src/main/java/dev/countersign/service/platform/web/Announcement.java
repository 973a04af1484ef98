package dev.countersign.service.platform.web;

import dev.countersign.service.platform.CryptoProvider;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Says once, at the start, in which posture the service runs and who computes signatures. */
@Startup(Announcement.FIRST)
@Singleton
class Announcement {
    static final int FIRST = 1;
    private static final Logger LOG = Logger.getLogger("dev.countersign");

    private final PublicUrl publicUrl;

    Announcement(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    @PostConstruct
    void announce() {
        LOG.info(CryptoProvider.install());
        if (publicUrl.development()) {
            LOG.warnf(
                    "development posture at %s: plain http, loopback fetches and demo accounts are allowed. Set %s to an"
                            + " https URL for production.",
                    publicUrl.uri(), PublicUrl.PROPERTY);
        } else {
            LOG.infof("production posture at %s", publicUrl.uri());
        }
    }
}
