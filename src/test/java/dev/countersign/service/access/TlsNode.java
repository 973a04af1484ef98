package dev.countersign.service.access;

import dev.countersign.service.access.TestCertificates.Identity;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A node that serves https too, at {@link #port()}, and asks callers for certificates; and that believes a proxy at
 * {@link #PROXY}. Tests that stand on it have the profile {@link OverTls}, so that one such node serves them all.
 */
public final class TlsNode implements QuarkusTestResourceLifecycleManager {
    /** Where the proxy calls from: another address of this machine. */
    public static final String PROXY = "127.0.0.2";

    // Tests and what starts their node are loaded apart; system properties are all that they share.
    private static final String CHAIN = "countersign.test.tls.authority";
    private static final String KEY = "countersign.test.tls.authority-key";
    private static final String PORT = "countersign.test.tls.port";

    /** Returns the authority that the node trusts for clients, and that issued the certificate of its listener. */
    public static TestCertificates authority() {
        return new TestCertificates(Identity.parse(System.getProperty(CHAIN), System.getProperty(KEY)));
    }

    /** Returns the port of the TLS listener. */
    public static int port() {
        return Integer.getInteger(PORT);
    }

    /** Returns what a caller with this certificate, or without one, needs for TLS; it trusts the authority of tests. */
    public static SSLContext context(Optional<Identity> identity) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", authority().authority().own());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity.map(TlsNode::keys).orElse(null), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyManager[] keys(Identity identity) {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry(
                    "own",
                    identity.key().getPrivate(),
                    new char[0],
                    identity.chain().toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, new char[0]);
            return keys.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The profile of tests that stand on such a node. */
    public static final class OverTls implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TlsNode.class));
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "test-data").toAbsolutePath()), "tls");
            TestCertificates authority = new TestCertificates("CN=Example Authority,O=Example Bank,C=GB");
            Identity server = authority.server();
            int port = freePort();
            System.setProperty(CHAIN, authority.authority().pem());
            System.setProperty(KEY, authority.authority().keyPem());
            System.setProperty(PORT, Integer.toString(port));
            return Map.of(
                    "quarkus.http.test-ssl-port",
                    Integer.toString(port),
                    "countersign.tls.certificate-chain-file",
                    write(directory, "chain.pem", server.pem()),
                    "countersign.tls.key-file",
                    write(directory, "key.pem", server.keyPem()),
                    "countersign.mtls.listener",
                    "true",
                    "countersign.mtls.url",
                    "https://localhost:" + port,
                    "countersign.mtls.trust-anchors-file",
                    write(directory, "anchors.pem", authority.authority().pem()),
                    "countersign.mtls.proxy.addresses",
                    PROXY + "/32,10.0.0.0/8",
                    // Tempts the service to believe X-Forwarded-For.
                    "quarkus.http.proxy.proxy-address-forwarding",
                    "true");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String write(Path directory, String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void stop() {}

    @Override
    public int order() {
        // After the node that every test stands on.
        return 10;
    }
}
