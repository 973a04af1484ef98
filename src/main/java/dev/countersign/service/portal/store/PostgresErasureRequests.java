package dev.countersign.service.portal.store;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.platform.ErasedDataException;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.PersonalData;
import dev.countersign.service.portal.ErasureRequest;
import dev.countersign.service.portal.ErasureRequest.Decision;
import dev.countersign.service.portal.ErasureRequest.State;
import dev.countersign.service.portal.ErasureRequests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests in {@code portal_erasure_request}. */
@ApplicationScoped
@Transactional
class PostgresErasureRequests implements ErasureRequests {
    private static final String REASON = "portal_erasure_request.reason";
    private static final String COLUMNS =
            "select id, customer_id, state, asked_at, due_at, decided_by, decided_at, reason"
                    + " from portal_erasure_request where ";

    private final EntityManager entities;
    private final PersonalData personalData;

    PostgresErasureRequests(EntityManager entities, PersonalData personalData) {
        this.entities = entities;
        this.personalData = personalData;
    }

    @Override
    public boolean add(ErasureRequest request) {
        return entities.createNativeQuery(
                                "insert into portal_erasure_request (id, customer_id, state, asked_at, due_at)"
                                        + " values (?1, ?2, 'OPEN', ?3, ?4) on conflict (customer_id) where state = 'OPEN' do nothing")
                        .setParameter(1, request.id())
                        .setParameter(2, request.customer().value())
                        .setParameter(3, request.askedAt())
                        .setParameter(4, request.dueAt())
                        .executeUpdate()
                == 1;
    }

    @Override
    public Optional<ErasureRequest> hold(String id) {
        return found(entities.createNativeQuery(COLUMNS + "id = ?1 for update", Object[].class)
                        .setParameter(1, id))
                .stream()
                .findFirst();
    }

    @Override
    public void decide(ErasureRequest decided) {
        Decision decision = decided.decision().orElseThrow();
        String set = "update portal_erasure_request set state = ?2, decided_by = ?3, decided_at = ?4";
        Query update = entities.createNativeQuery(
                        decision.reason().isPresent() ? set + ", reason = ?5 where id = ?1" : set + " where id = ?1")
                .setParameter(1, decided.id())
                .setParameter(2, decided.state().name())
                .setParameter(3, decision.by())
                .setParameter(4, decision.at());
        decision.reason()
                .ifPresent(reason -> update.setParameter(
                        5,
                        personalData.seal(
                                decided.customer().value(), REASON, reason.getBytes(StandardCharsets.UTF_8))));
        update.executeUpdate();
    }

    @Override
    public List<ErasureRequest> of(CustomerId customer) {
        return found(entities.createNativeQuery(COLUMNS + "customer_id = ?1 order by id desc", Object[].class)
                .setParameter(1, customer.value())
                .setMaxResults(PageRequest.MAX_LIMIT));
    }

    @Override
    public Page<ErasureRequest> list(Optional<State> state, PageRequest page) {
        Query query = entities.createNativeQuery(
                        COLUMNS + "(?1 = '' or state = ?1) and id > ?2 order by id", Object[].class)
                .setParameter(1, state.map(Enum::name).orElse(""))
                .setParameter(2, page.after().orElse(""))
                .setMaxResults(page.limit() + 1);
        return Page.of(found(query), page, ErasureRequest::id);
    }

    @Override
    public void carriedOut(CustomerId customer, Instant at) {
        entities.createNativeQuery(
                        "update portal_erasure_request set state = 'CARRIED_OUT', decided_by = 'countersign',"
                                + " decided_at = ?2 where customer_id = ?1 and state = 'OPEN'")
                .setParameter(1, customer.value())
                .setParameter(2, at)
                .executeUpdate();
    }

    private List<ErasureRequest> found(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> read((Object[]) row)).toList();
    }

    private ErasureRequest read(Object[] row) {
        CustomerId customer = new CustomerId(String.valueOf(row[1]));
        Optional<Decision> decision = row[6] == null
                ? Optional.empty()
                : Optional.of(new Decision(
                        String.valueOf(row[5]), (Instant) row[6], reason(customer, (byte @Nullable []) row[7])));
        return new ErasureRequest(
                String.valueOf(row[0]),
                customer,
                State.valueOf(String.valueOf(row[2])),
                (Instant) row[3],
                (Instant) row[4],
                decision);
    }

    private Optional<String> reason(CustomerId customer, byte @Nullable [] sealed) {
        if (sealed == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(personalData.open(customer.value(), REASON, sealed), StandardCharsets.UTF_8));
        } catch (ErasedDataException e) {
            return Optional.empty();
        }
    }
}
