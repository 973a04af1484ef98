package dev.countersign.service.ciba;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.ArrayList;
import java.util.List;

/** RSA keys, which are slow to make: a few, handed out in turn, so that parties of one test have different ones. */
final class RsaKeys {
    private static final int FEW = 4;
    private static final List<RSAKey> KEYS = new ArrayList<>();

    private static int handedOut;

    private RsaKeys() {}

    static synchronized RSAKey next() throws JOSEException {
        if (KEYS.size() < FEW) {
            KEYS.add(new RSAKeyGenerator(2048).keyID("rp").generate());
        }
        return KEYS.get(handedOut++ % FEW);
    }
}
