package dev.countersign.service.access.web;

import dev.countersign.service.access.ClientAuthorities;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes up changed authorities of clients while the service runs. */
@ApplicationScoped
class AuthorityRefresh {
    private final ClientAuthorities authorities;

    AuthorityRefresh(ClientAuthorities authorities) {
        this.authorities = authorities;
    }

    @Scheduled(every = "PT30S", delayed = "PT30S")
    void refresh() {
        authorities.refresh();
    }
}
