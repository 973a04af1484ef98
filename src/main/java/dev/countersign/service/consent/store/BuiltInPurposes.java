package dev.countersign.service.consent.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.consent.Purpose;
import dev.countersign.service.consent.PurposeJson;
import dev.countersign.service.consent.PurposeName;
import dev.countersign.service.consent.Purposes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;

/** Puts the purposes that come with the product into an empty table; what an administrator defines is left alone. */
@ApplicationScoped
class BuiltInPurposes {
    private static final String RESOURCE = "/dev/countersign/service/consent/purposes.json";

    private final Purposes purposes;
    private final Clock clock;

    BuiltInPurposes(Purposes purposes, Clock clock) {
        this.purposes = purposes;
        this.clock = clock;
    }

    @Transactional
    void onStart(@Observes StartupEvent started) throws IOException {
        read().properties().forEach(entry -> {
            PurposeName name = new PurposeName(entry.getKey());
            if (purposes.current(name).isEmpty()) {
                Purpose first = PurposeJson.parse(name, 1, entry.getValue());
                purposes.add(first, "countersign", clock.instant());
            }
        });
    }

    private static ObjectNode read() throws IOException {
        try (InputStream json = BuiltInPurposes.class.getResourceAsStream(RESOURCE)) {
            if (json == null) {
                throw new IllegalStateException(RESOURCE + " is not in the jar");
            }
            return Json.parseObject(json.readAllBytes());
        }
    }
}
