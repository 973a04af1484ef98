package dev.countersign.service.platform.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The organisation's certificate with its key.
 *
 * @param chain leaf first; empty when there is none
 * @param key of the leaf
 * @param anchor the development authority; empty when the chain was configured
 */
record Certificates(List<X509Certificate> chain, Optional<KeyPair> key, Optional<X509Certificate> anchor) {
    Certificates {
        chain = List.copyOf(chain);
    }

    static Certificates none() {
        return new Certificates(List.of(), Optional.empty(), Optional.empty());
    }

    /**
     * Reads PEM files: a chain, leaf first, and a PKCS #8 key.
     *
     * @throws IllegalStateException when they cannot be read, or do not belong together
     */
    static Certificates configured(Path chainFile, Path keyFile) {
        try {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(chainFile)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (chain.isEmpty()) {
                throw new IllegalStateException(chainFile + ": no certificate in it");
            }
            PrivateKey key = privateKey(Files.readString(keyFile), keyFile);
            KeyPair pair = new KeyPair(chain.get(0).getPublicKey(), key);
            if (!belongTogether(pair)) {
                throw new IllegalStateException(keyFile + " is not the key of the first certificate in " + chainFile);
            }
            return new Certificates(chain, Optional.of(pair), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException("the organisation's certificate cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the organisation's certificate or key cannot be read", e);
        }
    }

    private static PrivateKey privateKey(String pem, Path file) throws GeneralSecurityException {
        String begin = "-----BEGIN PRIVATE KEY-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END PRIVATE KEY-----");
        if (from < 0 || to < from) {
            throw new IllegalStateException(file + ": (expected: a PKCS #8 key in PEM, BEGIN PRIVATE KEY)");
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static boolean belongTogether(KeyPair pair) throws GeneralSecurityException {
        byte[] probe = {1, 2, 3};
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(pair.getPrivate());
        signer.update(probe);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(pair.getPublic());
        verifier.update(probe);
        return verifier.verify(signature);
    }
}
