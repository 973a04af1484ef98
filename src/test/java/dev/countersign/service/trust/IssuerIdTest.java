package dev.countersign.service.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.protocol.MalformedInputException;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerIdTest {
    @ParameterizedTest
    @CsvSource({
        "https://issuer.example, URL",
        "https://issuer.example:8443/a/b, URL",
        "http://localhost:9000, URL",
        "did:web:issuer.example, DID",
        "did:key:z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC, DID",
        "x509_san_dns:issuer.example, CERTIFICATE_NAME"
    })
    void a_name_is_of_one_kind(String text, IssuerId.Kind kind) {
        assertThat(IssuerId.parse(text).kind()).isEqualTo(kind);
        assertThat(IssuerId.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "issuer",
                "http://issuer.example",
                "https://",
                "https://issuer.example?x",
                "https://issuer.example#x",
                "https://a@issuer.example",
                "https://issuer.example/../x",
                "https://issuer example",
                "ftp://issuer.example",
                "did:web",
                "did:example:1",
                "did:web:issuer.example#k",
                "x509_san_dns:",
                "x509_san_dns:Issuer.example",
                "x509_san_dns:*.example",
                "x509_san_dns:issuer"
            })
    void anything_else_is_malformed(String text) {
        assertThatThrownBy(() -> IssuerId.parse(text)).isInstanceOf(MalformedInputException.class);
    }

    @Property
    boolean any_text_is_a_name_or_malformed(@ForAll String text) {
        try {
            return IssuerId.parse(text).value().equals(text);
        } catch (MalformedInputException e) {
            return true;
        }
    }

    @Test
    void a_key_policy_must_fit_the_name() {
        IssuerId url = new IssuerId("https://issuer.example");
        IssuerId did = new IssuerId("did:web:issuer.example");

        refused(url, new KeyPolicy.DidDocument());
        refused(did, new KeyPolicy.Metadata());
        refused(new IssuerId("x509_san_dns:issuer.example"), new KeyPolicy.Metadata());
    }

    @Test
    void nobody_is_trusted_for_everything_or_for_nothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedIssuer(
                        new IssuerId("https://issuer.example"), "x", Set.of(), new KeyPolicy.Metadata()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedIssuer(
                        new IssuerId("https://issuer.example"), "x", Set.of(" "), new KeyPolicy.Metadata()));
    }

    private static void refused(IssuerId id, KeyPolicy policy) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TrustedIssuer(id, "x", Set.of("v"), policy));
    }
}
