package dev.countersign.service.content.store;

import dev.countersign.service.content.ContentStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

@QuarkusTest
class LargeObjectsTest extends WrittenInPlaceContract {
    @Inject
    LargeObjects store;

    @Inject
    Clock clock;

    @Override
    protected ContentStore store() {
        return store;
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }
}
