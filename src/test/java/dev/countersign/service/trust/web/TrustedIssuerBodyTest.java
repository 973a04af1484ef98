package dev.countersign.service.trust.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.platform.Problem;
import dev.countersign.service.trust.TrustedIssuer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrustedIssuerBodyTest {
    @Test
    void what_was_read_is_shown_again() {
        TrustedIssuerBody body = body("https://issuer.example", List.of("a", "b"), "metadata", Optional.empty());
        TrustedIssuer issuer = body.toTrustedIssuer();

        assertThat(TrustedIssuerBody.of(issuer)).isEqualTo(body);
    }

    @Test
    void each_member_that_is_wrong_is_pointed_at() {
        pointsAt("/issuer", body(null, List.of("v"), "metadata", Optional.empty()));
        pointsAt("/issuer", body("http://issuer.example", List.of("v"), "metadata", Optional.empty()));
        pointsAt("/vcts", body("https://issuer.example", null, "metadata", Optional.empty()));
        pointsAt("/vcts", body("https://issuer.example", List.of(), "metadata", Optional.empty()));
        pointsAt("/key_method", body("https://issuer.example", List.of("v"), null, Optional.empty()));
        pointsAt("/key_method", body("https://issuer.example", List.of("v"), "header", Optional.empty()));
        pointsAt("/key_method", body("did:web:issuer.example", List.of("v"), "metadata", Optional.empty()));
        pointsAt("/anchors", body("https://issuer.example", List.of("v"), "x5c", Optional.empty()));
        pointsAt("/anchors", body("https://issuer.example", List.of("v"), "x5c", Optional.of("nonsense")));
        pointsAt("/anchors", body("https://issuer.example", List.of("v"), "metadata", Optional.of("nonsense")));
    }

    private static void pointsAt(String pointer, TrustedIssuerBody body) {
        assertThatThrownBy(body::toTrustedIssuer)
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.errors())
                        .extracting(Problem.FieldError::pointer)
                        .containsExactly(pointer));
    }

    private static TrustedIssuerBody body(
            @Nullable String issuer,
            @Nullable List<String> vcts,
            @Nullable String keyMethod,
            Optional<String> anchors) {
        return new TrustedIssuerBody(issuer, "An issuer", vcts, keyMethod, anchors);
    }
}
