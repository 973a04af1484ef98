package dev.countersign.service.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrustIssuerTest {
    private final InMemoryTrustedIssuers issuers = new InMemoryTrustedIssuers();
    private final TrustIssuer production = trusting("https://bank.example");
    private final TrustIssuer development = trusting("http://localhost:8080");

    @Test
    void an_issuer_that_was_allowed_is_trusted() {
        TrustedIssuer issuer = issuer("https://issuer.example");

        production.trust(issuer, "staff:admin");

        assertThat(issuers.find(issuer.id())).contains(issuer);
    }

    @Test
    void nobody_can_change_how_our_own_keys_are_found() {
        refused(production, issuer("https://bank.example"));
    }

    @Test
    void an_issuer_without_encryption_is_trusted_in_development_only() {
        TrustedIssuer local = issuer("http://localhost:9000");

        refused(production, local);
        development.trust(local, "staff:admin");

        assertThat(issuers.find(local.id())).contains(local);
    }

    @Test
    void ending_a_trust_that_never_was_is_an_error() {
        assertThatThrownBy(() -> new DistrustIssuer(issuers).distrust(new IssuerId("https://x.example"), "staff:admin"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND));
    }

    private void refused(TrustIssuer trust, TrustedIssuer issuer) {
        assertThatThrownBy(() -> trust.trust(issuer, "staff:admin"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_VALUE));
        assertThat(issuers.find(issuer.id())).isEmpty();
    }

    private TrustIssuer trusting(String publicUrl) {
        return new TrustIssuer(issuers, new PublicUrl(URI.create(publicUrl)));
    }

    private static TrustedIssuer issuer(String name) {
        return new TrustedIssuer(new IssuerId(name), "An issuer", Set.of("v"), new KeyPolicy.Metadata());
    }
}
