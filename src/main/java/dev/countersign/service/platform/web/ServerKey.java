package dev.countersign.service.platform.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** The certificate and key of the TLS listener, from two PEM files that may be replaced while it runs. */
final class ServerKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "countersign";
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final Path chainFile;
    private final Path keyFile;
    private volatile Pair current;

    private record Pair(List<X509Certificate> chain, PrivateKey key) {}

    /**
     * Reads them.
     *
     * @throws IllegalStateException when they cannot be read, or do not belong together
     */
    ServerKey(Path chainFile, Path keyFile) {
        this.chainFile = chainFile;
        this.keyFile = keyFile;
        this.current = read();
    }

    /** Reads them again. When that fails, half of a renewal may have been seen: the old ones stay. */
    void refresh() {
        current = read();
    }

    private Pair read() {
        try {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(chainFile)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (chain.isEmpty()) {
                throw new IllegalStateException(chainFile + ": no certificate in it");
            }
            String algorithm = chain.get(0).getPublicKey().getAlgorithm();
            PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der()));
            if (!belongTogether(chain.get(0), key)) {
                throw new IllegalStateException(keyFile + " is not the key of the first certificate in " + chainFile);
            }
            return new Pair(chain, key);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the certificate and key of the TLS listener cannot be read: " + chainFile + ", " + keyFile, e);
        }
    }

    private byte[] der() throws IOException {
        String pem = Files.readString(keyFile, StandardCharsets.US_ASCII);
        int from = pem.indexOf(BEGIN);
        int to = pem.indexOf(END);
        if (from < 0 || to < from) {
            throw new IllegalStateException(keyFile + ": (expected: a PKCS #8 key in PEM, BEGIN PRIVATE KEY)");
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + BEGIN.length(), to));
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> key.getAlgorithm();
                };
        byte[] probe = {1, 2, 3};
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(probe);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(certificate.getPublicKey());
        verifier.update(probe);
        return verifier.verify(signature);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return chooseServerAlias(keyType, issuers, null);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return fits(keyType) ? ALIAS : null;
    }

    /** TLS 1.2 asks by names such as EC_EC and EC_RSA too; the first part is the key's kind. */
    private boolean fits(String keyType) {
        String algorithm = current.key().getAlgorithm();
        return keyType.equals(algorithm)
                || keyType.startsWith(algorithm + "_")
                || (algorithm.equals("EdDSA") && keyType.startsWith("Ed"))
                || (algorithm.equals("RSA") && keyType.equals("RSASSA-PSS"));
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return fits(keyType) ? new String[] {ALIAS} : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return current.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return current.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
