package dev.countersign.service.holder.store;

import dev.countersign.service.holder.EraseAgain;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Before anybody is served: an older copy of the data may have come back. */
@ApplicationScoped
class AfterRestore {
    private static final Logger LOG = Logger.getLogger(AfterRestore.class);

    void begin(@Observes StartupEvent started, EraseAgain eraseAgain) {
        int erased = eraseAgain.eraseAgain();
        if (erased > 0) {
            LOG.warnf("%d customers came back with an older copy of the data and were erased again", erased);
        }
    }
}
