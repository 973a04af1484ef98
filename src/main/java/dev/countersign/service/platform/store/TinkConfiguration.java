package dev.countersign.service.platform.store;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.signature.SignatureConfig;
import java.security.GeneralSecurityException;

/** The algorithms of Tink that our keysets may name. */
final class TinkConfiguration {
    private TinkConfiguration() {}

    /** Registered once: Tink takes a lock and much time for it, and every sealed value needs the algorithms. */
    private static final class Registered {
        static final Configuration CONFIGURATION = register();

        private static Configuration register() {
            try {
                AeadConfig.register();
                MacConfig.register();
                SignatureConfig.register();
                return RegistryConfiguration.get();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Tink refuses its own configuration", e);
            }
        }
    }

    static Configuration get() {
        return Registered.CONFIGURATION;
    }
}
