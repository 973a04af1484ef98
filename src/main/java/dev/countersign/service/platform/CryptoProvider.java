package dev.countersign.service.platform;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.security.Security;

/** Chooses who computes signatures: the Amazon Corretto Crypto Provider where its native library loads, else the JDK. */
public final class CryptoProvider {
    private CryptoProvider() {}

    /**
     * Puts the fast provider first, once in a process.
     *
     * @return one sentence for the log that says who computes
     */
    public static String install() {
        Provider fast = AmazonCorrettoCryptoProvider.INSTANCE;
        Throwable error = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
        if (error != null) {
            // Installed without its library it would be an empty first entry.
            return "signatures: the JDK's providers; Amazon Corretto Crypto Provider did not load: "
                    + error.getMessage();
        }
        if (Security.getProvider(fast.getName()) == null) {
            Security.insertProviderAt(fast, 1);
        }
        return "signatures: " + fast.getName() + " " + fast.getVersionStr();
    }
}
