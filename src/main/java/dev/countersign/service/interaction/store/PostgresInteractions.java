package dev.countersign.service.interaction.store;

import dev.countersign.protocol.consent.Channel;
import dev.countersign.protocol.consent.Direction;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.InteractionFilter;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.interaction.Interactions;
import dev.countersign.service.platform.ErasedDataException;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.PersonalData;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresInteractions implements Interactions, PanacheRepositoryBase<InteractionRow, String> {
    private static final String OPEN = "open";
    private static final String CLOSED = "closed";
    private static final String HINT = "interaction.customer_hint";

    private final PersonalData personalData;

    PostgresInteractions(PersonalData personalData) {
        this.personalData = personalData;
    }

    @Override
    @Transactional
    public void add(Interaction interaction) {
        InteractionRow row = new InteractionRow();
        row.id = interaction.id().value();
        row.channel = interaction.channel().wireName();
        row.direction = interaction.direction().wireName();
        row.externalId = interaction.externalId().orElse(null);
        row.customerId = interaction.customer().map(CustomerId::value).orElse(null);
        row.customerHint = interaction
                .customerHint()
                .map(hint -> personalData.seal(
                        interaction.customer().orElseThrow().value(), HINT, hint.getBytes(StandardCharsets.UTF_8)))
                .orElse(null);
        row.agent = interaction.agent().orElse(null);
        row.state = interaction.open() ? OPEN : CLOSED;
        row.openedAt = interaction.openedAt();
        row.closedAt = interaction.closedAt().orElse(null);
        persistAndFlush(row);
    }

    @Override
    @Transactional
    public Optional<Interaction> find(InteractionId id) {
        return findByIdOptional(id.value()).map(this::read);
    }

    @Override
    @Transactional
    public Optional<Interaction> hold(InteractionId id) {
        return findByIdOptional(id.value()).map(row -> {
            // What was read before the lock must not be believed behind it.
            getEntityManager().refresh(row, LockModeType.PESSIMISTIC_WRITE);
            return read(row);
        });
    }

    @Override
    @Transactional
    public Optional<Interaction> findOpen(Channel channel, String externalId) {
        return find("channel = ?1 and externalId = ?2 and state = 'open'", channel.wireName(), externalId)
                .firstResultOptional()
                .map(this::read);
    }

    @Override
    @Transactional
    public Page<Interaction> list(InteractionFilter filter, PageRequest page) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> parameters = new HashMap<>();
        filter.agent().ifPresent(agent -> {
            conditions.add("agent = :agent");
            parameters.put("agent", agent);
        });
        filter.open().ifPresent(open -> {
            conditions.add("state = :state");
            parameters.put("state", open ? OPEN : CLOSED);
        });
        page.after().ifPresent(id -> {
            conditions.add("id < :after");
            parameters.put("after", id);
        });
        List<Interaction> found =
                find(String.join(" and ", conditions) + " order by id desc", parameters).range(0, page.limit()).stream()
                        .map(this::read)
                        .toList();
        return Page.of(found, page, interaction -> interaction.id().value());
    }

    @Override
    @Transactional
    public Page<Interaction> of(CustomerId customer, PageRequest page) {
        PanacheQuery<InteractionRow> query = page.after().isPresent()
                ? find(
                        "customerId = ?1 and id < ?2 order by id desc",
                        customer.value(),
                        page.after().get())
                : find("customerId = ?1 order by id desc", customer.value());
        return Page.of(query.range(0, page.limit()).stream().map(this::read).toList(), page, interaction -> interaction
                .id()
                .value());
    }

    @Override
    @Transactional
    public boolean assign(InteractionId id, String agent) {
        return changed(update("agent = ?1 where id = ?2 and state = 'open'", agent, id.value()));
    }

    @Override
    @Transactional
    public boolean close(InteractionId id, Instant at) {
        return changed(update("state = 'closed', closedAt = ?1 where id = ?2 and state = 'open'", at, id.value()));
    }

    private boolean changed(int rows) {
        // What was read before the update must not be believed after it.
        getEntityManager().clear();
        return rows == 1;
    }

    private Interaction read(InteractionRow row) {
        Optional<CustomerId> customer = Optional.ofNullable(row.customerId).map(CustomerId::new);
        return new Interaction(
                new InteractionId(row.id),
                Channel.parse(row.channel),
                Direction.parse(row.direction),
                Optional.ofNullable(row.externalId),
                customer,
                customer.flatMap(owner -> hint(owner, row.customerHint)),
                Optional.ofNullable(row.agent),
                row.openedAt,
                Optional.ofNullable(row.closedAt));
    }

    private Optional<String> hint(CustomerId owner, byte @Nullable [] sealed) {
        if (sealed == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(personalData.open(owner.value(), HINT, sealed), StandardCharsets.UTF_8));
        } catch (ErasedDataException e) {
            return Optional.empty();
        }
    }
}
