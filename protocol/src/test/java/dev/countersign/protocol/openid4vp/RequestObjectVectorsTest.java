package dev.countersign.protocol.openid4vp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Vectors;
import dev.countersign.protocol.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RequestObjectVectorsTest {

    @TestFactory
    Stream<DynamicTest> request_objects_as_a_wallet_receives_them() {
        return Vectors.cases(
                "openid4vp/own-request-objects.json", vector -> assertThat(Vectors.isAccepted(() -> judge(vector)))
                        .isEqualTo(vector.get("expected").textValue().equals("accept")));
    }

    private static Verification<AuthorizationRequest> judge(JsonNode vector) {
        Map<String, String> parameters = new LinkedHashMap<>();
        vector.get("authorization_request")
                .properties()
                .forEach(member ->
                        parameters.put(member.getKey(), member.getValue().textValue()));
        WalletInvocation invocation = WalletInvocation.of(new FormParameters(parameters));
        RequestObjectVerifier verifier = verifier(vector);
        if (invocation instanceof WalletInvocation.ByReference reference) {
            Optional<WalletNonce> sent = vector.has("wallet_nonce")
                    ? Optional.of(WalletNonce.parse(vector.get("wallet_nonce").textValue()))
                    : Optional.empty();
            return verifier.verify(
                    reference,
                    sent,
                    new RequestObjectVerifier.Fetched(
                            vector.path("response_content_type").asText(RequestObject.MEDIA_TYPE),
                            vector.get("request_object").textValue()));
        }
        if (invocation instanceof WalletInvocation.ByValue value) {
            return verifier.verify(value);
        }
        return Verification.rejected(RejectionReason.MALFORMED, "neither by reference nor by value");
    }

    private static RequestObjectVerifier verifier(JsonNode vector) {
        Clock clock =
                Clock.fixed(Instant.ofEpochSecond(vector.get("evaluation_time").longValue()), ZoneOffset.UTC);
        Set<TrustAnchor> anchors = new HashSet<>();
        vector.path("trust_anchors").forEach(file -> anchors.add(anchor(file.textValue())));
        RequestPolicy policy =
                vector.get("profile").textValue().equals("haip") ? RequestPolicy.haip() : RequestPolicy.strict();
        return new RequestObjectVerifier(new SelfContainedDids(), anchors, clock, policy);
    }

    private static TrustAnchor anchor(String file) {
        try (InputStream pem = Files.newInputStream(Vectors.path("openid4vp/" + file))) {
            return new TrustAnchor(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
