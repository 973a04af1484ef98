package dev.countersign.service.trust;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;

@QuarkusTest
class PostgresTrustedIssuersTest extends TrustedIssuersContract {
    @Inject
    TrustedIssuers issuers;

    @Override
    TrustedIssuers issuers() {
        return issuers;
    }
}
