package dev.countersign.service.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Provides the public URL and the organisation's name, checked. */
@ApplicationScoped
class Posture {
    private static final Logger LOG = Logger.getLogger(Posture.class);

    @Produces
    @Singleton
    PublicUrl publicUrl(Config config) {
        return PublicUrl.from(config);
    }

    @Produces
    @Singleton
    Organisation organisation(Config config, PublicUrl publicUrl) {
        return Organisation.from(config, publicUrl);
    }

    /** Reads both at the start, not at the first request: what is refused is refused before anybody relies on it. */
    void check(@Observes @Initialized(ApplicationScoped.class) Object started, Organisation organisation) {
        LOG.debugf("this is the service of %s", organisation.name());
    }
}
