package dev.countersign.service.trust;

class InMemoryTrustedIssuersTest extends TrustedIssuersContract {
    private final TrustedIssuers issuers = new InMemoryTrustedIssuers();

    @Override
    TrustedIssuers issuers() {
        return issuers;
    }
}
