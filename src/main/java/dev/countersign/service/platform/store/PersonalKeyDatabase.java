package dev.countersign.service.platform.store;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;

/** Decides where keys of owners lie: in the database that is configured for them, else beside the data. */
@ApplicationScoped
class PersonalKeyDatabase {
    private static final String NAME = "personal-keys";

    private final PersonalKeys keys;

    PersonalKeyDatabase(
            AgroalDataSource data, @DataSource(NAME) InjectableInstance<AgroalDataSource> apart, Clock clock) {
        keys = apart.getHandle().getBean().isActive()
                ? new KeysApart(data, new PersonalKeyRows(apart.get(), clock), clock)
                : new PersonalKeyRows(data, clock);
    }

    PersonalKeys keys() {
        return keys;
    }

    /** Before anybody is served: an older copy of either database may have come back. */
    void begin(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
        if (keys instanceof KeysApart apart) {
            apart.takeOver();
            apart.catchUpFromTheStart();
        }
    }

    @Scheduled(every = "PT5S")
    void carryErasuresOver() {
        if (keys instanceof KeysApart apart) {
            apart.catchUp();
        }
    }
}
