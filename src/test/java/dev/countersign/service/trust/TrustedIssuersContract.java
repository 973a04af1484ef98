package dev.countersign.service.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of trusted issuers does. */
abstract class TrustedIssuersContract {
    /** Returns the store; each test uses names of its own. */
    abstract TrustedIssuers issuers();

    @Test
    void what_was_saved_is_found_by_its_exact_name() {
        TrustedIssuer issuer = issuer("https://exact.example", new KeyPolicy.Metadata(), "a", "b");
        issuers().save(issuer, "staff:admin");

        assertThat(issuers().find(issuer.id())).contains(issuer);
        assertThat(issuers().find(new IssuerId("https://exact.example/"))).isEmpty();
        assertThat(issuers().find(new IssuerId("https://EXACT.example"))).isEmpty();
    }

    @Test
    void every_key_policy_comes_back() {
        Authority authority = new Authority("Root", Instant.parse("2026-11-01T00:00:00Z"));
        for (TrustedIssuer issuer : List.of(
                issuer("https://policy.example", new KeyPolicy.Metadata(), "v"),
                issuer("did:web:policy.example", new KeyPolicy.DidDocument(), "v"),
                issuer(
                        "x509_san_dns:policy.example",
                        new KeyPolicy.Certificates(List.of(authority.certificate, authority.certificate)),
                        "v"))) {
            issuers().save(issuer, "staff:admin");
            assertThat(issuers().find(issuer.id())).contains(issuer);
        }
    }

    @Test
    void saving_again_replaces_what_was_allowed() {
        issuers().save(issuer("https://again.example", new KeyPolicy.Metadata(), "a", "b"), "staff:admin");
        TrustedIssuer less = issuer("https://again.example", new KeyPolicy.Metadata(), "b");
        issuers().save(less, "staff:admin");

        assertThat(issuers().find(less.id())).contains(less);
    }

    @Test
    void what_was_removed_is_gone_and_cannot_be_removed_twice() {
        TrustedIssuer issuer = issuer("https://gone.example", new KeyPolicy.Metadata(), "v");
        issuers().save(issuer, "staff:admin");

        assertThat(issuers().remove(issuer.id(), "staff:admin")).isTrue();
        assertThat(issuers().find(issuer.id())).isEmpty();
        assertThat(issuers().remove(issuer.id(), "staff:admin")).isFalse();
    }

    @Test
    void pages_follow_one_another_in_the_order_of_the_names() {
        for (int i = 0; i < 5; i++) {
            issuers().save(issuer("https://page" + i + ".example", new KeyPolicy.Metadata(), "v"), "staff:admin");
        }
        Page<TrustedIssuer> first = issuers().list(new PageRequest(2, Optional.of("https://page0.example")));
        PageRequest next = PageRequest.parse(2, first.nextCursor().orElseThrow());

        assertThat(first.items())
                .extracting(issuer -> issuer.id().value())
                .containsExactly("https://page1.example", "https://page2.example");
        assertThat(issuers().list(next).items())
                .extracting(issuer -> issuer.id().value())
                .containsExactly("https://page3.example", "https://page4.example");
    }

    private static TrustedIssuer issuer(String name, KeyPolicy policy, String... vcts) {
        return new TrustedIssuer(new IssuerId(name), "An issuer", Set.of(vcts), policy);
    }
}
