package dev.countersign.service.holder.store;

import dev.countersign.service.holder.CredentialRequest;
import dev.countersign.service.holder.CredentialRequest.State;
import dev.countersign.service.holder.CredentialRequests;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.platform.SortableIds;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Requests in the table {@code holder_credential_request}. */
@ApplicationScoped
class PostgresCredentialRequests implements CredentialRequests, PanacheRepositoryBase<CredentialRequestRow, String> {
    private static final List<String> WAITING = List.of(State.REQUESTED.name(), State.OPENED.name());

    private final SortableIds ids;

    PostgresCredentialRequests(SortableIds ids) {
        this.ids = ids;
    }

    @Override
    @Transactional
    public CredentialRequest add(CustomerId customer, Instant expiresAt) {
        CredentialRequestRow row = new CredentialRequestRow();
        row.id = ids.make("rcr");
        row.customerId = customer.value();
        row.state = State.REQUESTED.name();
        row.expiresAt = expiresAt;
        persist(row);
        return request(row);
    }

    @Override
    @Transactional
    public Optional<CredentialRequest> find(CustomerId customer, String id) {
        return find("customerId = ?1 and id = ?2", customer.value(), id)
                .firstResultOptional()
                .map(PostgresCredentialRequests::request);
    }

    @Override
    @Transactional
    public void opened(String id) {
        update("state = ?1 where id = ?2 and state = ?3", State.OPENED.name(), id, State.REQUESTED.name());
    }

    @Override
    @Transactional
    public Optional<CredentialRequest> end(String id, State state, Optional<String> reason) {
        int ended = update(
                "state = ?1, reason = ?2 where id = ?3 and state in ?4",
                state.name(),
                reason.orElse(null),
                id,
                WAITING);
        return ended == 0
                ? Optional.empty()
                : find("id = ?1", id).firstResultOptional().map(PostgresCredentialRequests::request);
    }

    @Override
    @Transactional
    public void prune(Instant before) {
        delete("expiresAt < ?1", before);
    }

    private static CredentialRequest request(CredentialRequestRow row) {
        return new CredentialRequest(
                row.id,
                new CustomerId(row.customerId),
                State.valueOf(row.state),
                row.expiresAt,
                Optional.ofNullable(row.reason));
    }
}
