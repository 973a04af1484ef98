package dev.countersign.service.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Provides the public URL and the organisation's name, checked. */
@ApplicationScoped
class Posture {
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
}
