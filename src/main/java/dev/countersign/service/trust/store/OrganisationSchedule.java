package dev.countersign.service.trust.store;

import dev.countersign.service.trust.EstablishOrganisation;
import dev.countersign.service.trust.KeySuccession;
import dev.countersign.service.trust.OrganisationDid;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/** Makes the organisation's DID before anybody asks for it, and follows what happens to it on all nodes. */
@ApplicationScoped
class OrganisationSchedule {
    private final EstablishOrganisation establish;
    private final KeySuccession succession;
    private final OrganisationDid organisation;

    OrganisationSchedule(EstablishOrganisation establish, KeySuccession succession, OrganisationDid organisation) {
        this.establish = establish;
        this.succession = succession;
        this.organisation = organisation;
    }

    void onStart(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start) {
        establish.establish();
    }

    @Scheduled(every = "PT5S", delayed = "PT5S", concurrentExecution = ConcurrentExecution.SKIP)
    void follow() {
        succession.bringDueIntoForce();
        organisation.refresh();
    }
}
