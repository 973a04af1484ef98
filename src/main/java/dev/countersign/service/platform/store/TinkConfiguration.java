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

    static Configuration get() {
        try {
            register();
            return RegistryConfiguration.get();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink refuses its own configuration", e);
        }
    }

    static void register() {
        try {
            AeadConfig.register();
            MacConfig.register();
            SignatureConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink refuses its own configuration", e);
        }
    }
}
