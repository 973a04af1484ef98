package dev.countersign.service.push;

import dev.countersign.protocol.Json;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A bank that pushes by every platform and sends text messages. The services of others are stand-ins on this machine, at ports
 * that tests open; keys and certificates are made for the run.
 */
public final class EveryPhone implements QuarkusTestProfile {
    public static final String TOPIC = "example.bank.app";
    private static final Map<String, String> SETTINGS = settings();

    @Override
    public Map<String, String> getConfigOverrides() {
        return SETTINGS;
    }

    private static Map<String, String> settings() {
        try {
            Path directory = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target/test-data").toAbsolutePath()), "phones");
            Map<String, String> settings = new HashMap<>();
            fcm(directory, settings);
            apns(directory, settings);
            textMessages(directory, settings);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | OperatorException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fcm(Path directory, Map<String, String> settings) throws IOException, GeneralSecurityException {
        int port = freePort();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        Path file = directory.resolve("service-account.json");
        Files.write(
                file,
                Json.print(Json.object()
                        .put("type", "service_account")
                        .put("project_id", "example-bank")
                        .put("private_key_id", "key-1")
                        .put(
                                "private_key",
                                pem(
                                        "PRIVATE KEY",
                                        generator.generateKeyPair().getPrivate().getEncoded()))
                        .put("client_email", "push@example-bank.example")
                        .put("token_uri", "http://127.0.0.1:" + port + "/token")));
        settings.put("countersign.push.fcm.service-account-file", file.toString());
        settings.put("countersign.push.fcm.address", "http://127.0.0.1:" + port);
    }

    private static void apns(Path directory, Map<String, String> settings)
            throws IOException, GeneralSecurityException, OperatorException {
        int port = freePort();
        KeyPair provider = elliptic();
        Path key = directory.resolve("apns.p8");
        Files.writeString(key, pem("PRIVATE KEY", provider.getPrivate().getEncoded()));
        Files.write(directory.resolve("apns.pub"), provider.getPublic().getEncoded());
        KeyPair server = elliptic();
        Path certificate = directory.resolve("apns-server.pem");
        Files.writeString(certificate, pem("CERTIFICATE", selfSigned(server).getEncoded()));
        Files.writeString(
                directory.resolve("apns-server.key"),
                pem("PRIVATE KEY", server.getPrivate().getEncoded()));
        settings.put("countersign.push.apns.key-file", key.toString());
        settings.put("countersign.push.apns.key-id", "KEYID12345");
        settings.put("countersign.push.apns.team-id", "TEAMID1234");
        settings.put("countersign.push.apns.topic", TOPIC);
        settings.put("countersign.push.apns.address", "https://localhost:" + port);
        settings.put("countersign.push.apns.trusted-certificates-file", certificate.toString());
        settings.put("test.phones", directory.toString());
    }

    private static void textMessages(Path directory, Map<String, String> settings) throws IOException {
        Path headers = directory.resolve("text-message-headers");
        Files.writeString(headers, "Authorization: Bearer of the gateway\n\nX-Account: 4711\n");
        settings.put("countersign.text-messages.url", "http://127.0.0.1:" + freePort() + "/messages");
        settings.put("countersign.text-messages.headers-file", headers.toString());
        settings.put(
                "countersign.text-messages.body", "{\"recipient\":\"{to}\",\"content\":\"{text}\",\"unicode\":true}");
        settings.put("countersign.text-messages.most-in-an-hour", "3");
    }

    /** Below those that the system lends to clients: nobody's connection has it when a test opens it again. */
    private static int freePort() throws IOException {
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no port is free");
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        }
    }

    private static KeyPair elliptic() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static X509Certificate selfSigned(KeyPair pair)
            throws IOException, GeneralSecurityException, OperatorException {
        X500Principal name = new X500Principal("CN=localhost");
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                name,
                pair.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der)
                + "\n-----END " + what + "-----\n";
    }
}
