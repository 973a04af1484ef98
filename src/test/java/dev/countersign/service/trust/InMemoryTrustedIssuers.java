package dev.countersign.service.trust;

import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Trusted issuers that last as long as the test. */
final class InMemoryTrustedIssuers implements TrustedIssuers {
    private final TreeMap<String, TrustedIssuer> issuers = new TreeMap<>();

    @Override
    public Optional<TrustedIssuer> find(IssuerId id) {
        return Optional.ofNullable(issuers.get(id.value()));
    }

    @Override
    public Page<TrustedIssuer> list(PageRequest page) {
        List<TrustedIssuer> found = issuers.tailMap(page.after().orElse(""), false).values().stream()
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(found, page, issuer -> issuer.id().value());
    }

    @Override
    public void save(TrustedIssuer issuer, String by) {
        issuers.put(issuer.id().value(), issuer);
    }

    @Override
    public boolean remove(IssuerId id, String by) {
        return issuers.remove(id.value()) != null;
    }
}
