package dev.countersign.service.push;

import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The organisation's keys in memory; one for all uses. */
public final class ServerKeys implements OrganisationKeys {
    private final List<KeyPair> pairs = new ArrayList<>(List.of(Keys.generate(SignatureAlgorithm.ES256)));
    private KeyPair announced = pairs.get(0);

    /** Returns what these keys look like to push services. */
    public ApplicationServerKey applicationServerKey() {
        return new ApplicationServerKey(this);
    }

    @Override
    public JwsSigner signer(KeyUse use) {
        return JwsSigner.of(pairs.get(0));
    }

    @Override
    public PublicJwk publicKey(KeyUse use) {
        return PublicJwk.of(pairs.get(0).getPublic());
    }

    @Override
    public List<PublicJwk> publicKeys(KeyUse use) {
        return pairs.stream().map(pair -> PublicJwk.of(pair.getPublic())).toList();
    }

    @Override
    public KeyPair keyPair(KeyUse use) {
        return pairs.get(0);
    }

    @Override
    public String announce(KeyUse use) {
        announced = Keys.generate(SignatureAlgorithm.ES256);
        return PublicJwk.of(announced.getPublic()).thumbprint();
    }

    @Override
    public void bringIntoForce(KeyUse use, String keyId) {
        pairs.add(0, announced);
    }

    @Override
    public List<X509Certificate> certificateChain() {
        return List.of();
    }

    @Override
    public JwsSigner certificateSigner() {
        throw new IllegalStateException("no certificate is configured");
    }

    @Override
    public Optional<X509Certificate> developmentAnchor() {
        return Optional.empty();
    }
}
