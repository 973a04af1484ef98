package dev.countersign.service.content.store;

import dev.countersign.service.content.ContentStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

@QuarkusTest
class LargeObjectsTest extends ContentStoreContract {
    @Inject
    LargeObjects store;

    @Inject
    Clock clock;

    @Override
    ContentStore store() {
        return store;
    }

    @Override
    Instant now() {
        return clock.instant();
    }
}
