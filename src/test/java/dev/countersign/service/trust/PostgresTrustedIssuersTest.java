package dev.countersign.service.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PostgresTrustedIssuersTest extends TrustedIssuersContract {
    @Inject
    TrustedIssuers issuers;

    @Inject
    EntityManager entities;

    @Override
    TrustedIssuers issuers() {
        return issuers;
    }

    @Test
    void every_change_says_who_made_it_and_what_was_allowed() {
        issuers.save(issuer("b", "a"), "staff:first");
        issuers.save(issuer("a"), "client:crm");
        issuers.remove(new IssuerId("https://audit.example"), "staff:second");
        issuers.remove(new IssuerId("https://audit.example"), "staff:third");

        assertThat(trail("https://audit.example"))
                .containsExactly(
                        "trusted metadata: a b staff:first",
                        "trusted metadata: a client:crm",
                        "distrusted null staff:second");
    }

    @Test
    void a_change_that_is_rolled_back_leaves_neither_trust_nor_a_line() {
        assertThatIllegalStateException()
                .isThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    issuers.save(
                            new TrustedIssuer(
                                    new IssuerId("https://undone.example"),
                                    "An issuer",
                                    Set.of("v"),
                                    new KeyPolicy.Metadata()),
                            "staff:admin");
                    throw new IllegalStateException("something else went wrong");
                }));

        assertThat(issuers.find(new IssuerId("https://undone.example"))).isEmpty();
        assertThat(trail("https://undone.example")).isEmpty();
    }

    private List<String> trail(String issuer) {
        List<?> lines = entities.createNativeQuery(
                        "select action || ' ' || coalesce(allowed, 'null') || ' ' || changed_by from trust_change"
                                + " where issuer = ?1 order by id")
                .setParameter(1, issuer)
                .getResultList();
        return lines.stream().map(String::valueOf).toList();
    }

    private static TrustedIssuer issuer(String... vcts) {
        return new TrustedIssuer(
                new IssuerId("https://audit.example"), "An issuer", Set.of(vcts), new KeyPolicy.Metadata());
    }
}
