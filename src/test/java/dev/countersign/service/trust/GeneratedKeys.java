package dev.countersign.service.trust;

import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An organisation's keys that last as long as the test. */
final class GeneratedKeys implements OrganisationKeys {
    private final Map<KeyUse, List<KeyPair>> pairs = new EnumMap<>(KeyUse.class);
    private final Map<KeyUse, KeyPair> inForce = new EnumMap<>(KeyUse.class);

    GeneratedKeys() {
        for (KeyUse use : KeyUse.values()) {
            KeyPair first = Keys.generate(SignatureAlgorithm.ES256);
            pairs.put(use, new ArrayList<>(List.of(first)));
            inForce.put(use, first);
        }
    }

    @Override
    public String announce(KeyUse use) {
        pairs.get(use).add(0, Keys.generate(SignatureAlgorithm.ES256));
        return named(pairs.get(use).get(0)).thumbprint();
    }

    @Override
    public void bringIntoForce(KeyUse use, String keyId) {
        inForce.put(
                use,
                pairs.get(use).stream()
                        .filter(pair -> named(pair).thumbprint().equals(keyId))
                        .findFirst()
                        .orElseThrow());
    }

    @Override
    public JwsSigner signer(KeyUse use) {
        return JwsSigner.of(keyPair(use));
    }

    @Override
    public PublicJwk publicKey(KeyUse use) {
        return named(keyPair(use));
    }

    @Override
    public List<PublicJwk> publicKeys(KeyUse use) {
        return pairs.get(use).stream().map(GeneratedKeys::named).toList();
    }

    @Override
    public KeyPair keyPair(KeyUse use) {
        return inForce.get(use);
    }

    @Override
    public List<X509Certificate> certificateChain() {
        return List.of();
    }

    @Override
    public JwsSigner certificateSigner() {
        throw new IllegalStateException("no certificate");
    }

    @Override
    public Optional<X509Certificate> developmentAnchor() {
        return Optional.empty();
    }

    private static PublicJwk named(KeyPair pair) {
        PublicJwk key = PublicJwk.of(pair.getPublic());
        return key.withKeyId(key.thumbprint());
    }
}
