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

    GeneratedKeys() {
        for (KeyUse use : KeyUse.values()) {
            rotate(use);
        }
    }

    @Override
    public void rotate(KeyUse use) {
        pairs.computeIfAbsent(use, any -> new ArrayList<>()).add(0, Keys.generate(SignatureAlgorithm.ES256));
    }

    @Override
    public JwsSigner signer(KeyUse use) {
        return JwsSigner.of(keyPair(use));
    }

    @Override
    public PublicJwk publicKey(KeyUse use) {
        return publicKeys(use).get(0);
    }

    @Override
    public List<PublicJwk> publicKeys(KeyUse use) {
        return pairs.get(use).stream()
                .map(pair -> PublicJwk.of(pair.getPublic()))
                .map(key -> key.withKeyId(key.thumbprint()))
                .toList();
    }

    @Override
    public KeyPair keyPair(KeyUse use) {
        return pairs.get(use).get(0);
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
}
