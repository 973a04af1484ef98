package dev.countersign.service.access.web;

import dev.countersign.service.access.FirstAccounts;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Makes the first accounts when the service starts. */
@ApplicationScoped
class FirstStart {
    // On the terminal, not in the log: logs are shipped and kept.
    @SuppressWarnings("SystemOut")
    void onStart(@Observes StartupEvent start, FirstAccounts accounts) {
        accounts.make().ifPresent(System.out::println);
    }
}
