package dev.countersign.service.ciba;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A node that believes certificates that a proxy on this machine tells. */
public final class BehindProxy implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("countersign.mtls.proxy.addresses", "127.0.0.1");
    }
}
