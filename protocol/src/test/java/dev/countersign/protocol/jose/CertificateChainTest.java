package dev.countersign.protocol.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
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
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The certificates are those of the vectors: a root, an intermediate, and a leaf for verifier.example.org. */
class CertificateChainTest {
    private static final Instant VALID = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void a_chain_that_leads_to_an_anchor_is_verified_and_says_whom_it_names() {
        CertificateChain chain = read(chain("leaf", "intermediate"));

        assertThat(chain.verify(anchors("root"), VALID)).isEqualTo(Verification.verified(certificate("leaf")));
        assertThat(chain.dnsNames()).containsExactly("verifier.example.org", "www.verifier.example.org");
        assertThat(chain.sha256Hash()).hasSize(43);
        assertThat(chain.leaf()).isEqualTo(certificate("leaf"));
    }

    @Test
    void an_anchor_at_the_end_of_the_chain_is_passed_over() {
        assertThat(chain("leaf", "intermediate", "root").verify(anchors("root"), VALID))
                .isInstanceOf(Verification.Verified.class);
    }

    @Test
    void a_chain_without_its_intermediate_is_refused() {
        assertRefused(chain("leaf").verify(anchors("root"), VALID));
    }

    @Test
    void a_root_that_the_sender_brings_himself_is_no_anchor() {
        assertRefused(chain("leaf", "intermediate", "root").verify(anchors("leaf"), VALID));
        assertRefused(chain("leaf", "intermediate", "root").verify(Set.of(), VALID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-12-31T23:59:59Z", "2035-01-01T00:00:01Z"})
    void a_chain_is_refused_outside_its_validity(Instant at) {
        assertRefused(chain("leaf", "intermediate").verify(anchors("root"), at));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "\"x\"", "[5]", "[\"\"]", "[\"AAAA\"]", "[\"_-_-\"]"})
    void what_is_no_array_of_certificates_is_malformed(String x5c) {
        assertThatThrownBy(() -> CertificateChain.parse(Json.parse(x5c))).isInstanceOf(MalformedInputException.class);
    }

    @Test
    void more_certificates_than_the_bound_are_malformed() {
        ArrayNode x5c = Json.object().arrayNode();
        for (int i = 0; i <= CertificateChain.MAX_CERTIFICATES; i++) {
            x5c.add(chain("leaf").toX5c().get(0));
        }

        assertThatThrownBy(() -> CertificateChain.parse(x5c)).isInstanceOf(MalformedInputException.class);
    }

    private static CertificateChain read(CertificateChain made) {
        ArrayNode x5c = Json.object().arrayNode();
        made.toX5c().forEach(x5c::add);
        return CertificateChain.parse(x5c);
    }

    private static CertificateChain chain(String... names) {
        return CertificateChain.of(
                List.of(names).stream().map(CertificateChainTest::certificate).toList());
    }

    private static Set<TrustAnchor> anchors(String name) {
        return Set.of(new TrustAnchor(certificate(name), null));
    }

    private static X509Certificate certificate(String name) {
        try (InputStream pem = Files.newInputStream(Vectors.path("openid4vp/pki/" + name + ".pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(Verification<X509Certificate> outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Verification.Rejected.class, refused -> assertThat(refused.reason())
                .isEqualTo(RejectionReason.CERTIFICATE_INVALID));
    }
}
