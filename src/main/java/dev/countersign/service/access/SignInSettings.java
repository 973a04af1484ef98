package dev.countersign.service.access;

import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Provides how staff sign in, checked. */
@ApplicationScoped
class SignInSettings {
    private static final Logger LOG = Logger.getLogger(SignInSettings.class);

    @Produces
    @Singleton
    StaffSignIn staffSignIn(Config config, PublicUrl publicUrl) {
        return new StaffSignIn(OpenIdProvider.from(config, publicUrl));
    }

    /** Read at the start, not at the first sign-in: what is refused is refused before anybody relies on it. */
    void check(@Observes @Initialized(ApplicationScoped.class) Object started, StaffSignIn signIn) {
        signIn.provider().ifPresent(provider -> LOG.infof("staff sign in at %s", provider.server()));
    }
}
