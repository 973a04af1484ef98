package dev.countersign.service.ciba.store;

import dev.countersign.service.ciba.BackchannelRequest;
import dev.countersign.service.ciba.BackchannelRequests;
import dev.countersign.service.ciba.DeliveryMode;
import dev.countersign.service.consent.ChallengeId;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.ErasedDataException;
import dev.countersign.service.platform.PersonalData;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests in {@code ciba_request}. */
@ApplicationScoped
@Transactional
class PostgresBackchannelRequests implements BackchannelRequests, PanacheRepositoryBase<BackchannelRequestRow, String> {
    private static final String NOTIFICATION_TOKEN = "client_notification_token";

    private final PersonalData personalData;

    PostgresBackchannelRequests(PersonalData personalData) {
        this.personalData = personalData;
    }

    @Override
    public void add(BackchannelRequest request, byte[] authReqIdHash, Optional<String> notificationToken) {
        BackchannelRequestRow row = new BackchannelRequestRow();
        row.id = request.id();
        row.authReqIdHash = authReqIdHash.clone();
        row.clientId = request.clientId();
        row.challengeId = request.challenge().value();
        row.interactionId = request.interaction().value();
        row.ownInteraction = request.conversation() == BackchannelRequest.Conversation.OWN;
        row.customerId = request.customer().value();
        row.mode = request.mode().name();
        row.notificationToken = notificationToken
                .map(token ->
                        personalData.seal(row.customerId, NOTIFICATION_TOKEN, token.getBytes(StandardCharsets.UTF_8)))
                .orElse(null);
        row.intervalSeconds = Math.toIntExact(request.interval().toSeconds());
        row.askedAt = request.askedAt();
        row.expiresAt = request.expiresAt();
        persist(row);
    }

    @Override
    public Optional<BackchannelRequest> lock(byte[] authReqIdHash) {
        return find("authReqIdHash", (Object) authReqIdHash)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(PostgresBackchannelRequests::read);
    }

    @Override
    public Optional<BackchannelRequest> lock(String id) {
        return find("id", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(PostgresBackchannelRequests::read);
    }

    @Override
    public Optional<BackchannelRequest> of(ChallengeId challenge) {
        return find("challengeId", challenge.value()).firstResultOptional().map(PostgresBackchannelRequests::read);
    }

    @Override
    public Optional<String> notificationToken(BackchannelRequest request) {
        return findByIdOptional(request.id()).flatMap(row -> open(row.customerId, row.notificationToken));
    }

    private Optional<String> open(String owner, byte @Nullable [] sealed) {
        if (sealed == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new String(personalData.open(owner, NOTIFICATION_TOKEN, sealed), StandardCharsets.UTF_8));
        } catch (ErasedDataException e) {
            return Optional.empty();
        }
    }

    @Override
    public void polled(BackchannelRequest request) {
        findByIdOptional(request.id()).ifPresent(row -> {
            row.lastPolledAt = request.lastPolledAt().orElse(null);
            row.intervalSeconds = Math.toIntExact(request.interval().toSeconds());
        });
    }

    @Override
    public boolean collect(BackchannelRequest request, Instant at) {
        return update("collectedAt = ?1 where id = ?2 and collectedAt is null", at, request.id()) == 1;
    }

    @Override
    public List<BackchannelRequest> withInteractionToEnd(
            Instant uncollectedBefore, Instant collectedBefore, int limit) {
        return find(
                        "ownInteraction and not interactionEnded and ((collectedAt is null and expiresAt <= ?1)"
                                + " or collectedAt <= ?2) order by expiresAt",
                        uncollectedBefore,
                        collectedBefore)
                .page(0, limit)
                .list()
                .stream()
                .map(PostgresBackchannelRequests::read)
                .toList();
    }

    @Override
    public void interactionEnded(BackchannelRequest request) {
        update("interactionEnded = true where id = ?1", request.id());
    }

    @Override
    public int removeExpiredBefore(Instant time) {
        return Math.toIntExact(delete("expiresAt < ?1 and (interactionEnded or not ownInteraction)", time));
    }

    @Override
    public void forget(CustomerId customer) {
        delete("customerId", customer.value());
    }

    private static BackchannelRequest read(BackchannelRequestRow row) {
        return new BackchannelRequest(
                row.id,
                row.clientId,
                DeliveryMode.valueOf(row.mode),
                new ChallengeId(row.challengeId),
                new InteractionId(row.interactionId),
                row.ownInteraction ? BackchannelRequest.Conversation.OWN : BackchannelRequest.Conversation.OTHERS,
                new CustomerId(row.customerId),
                Duration.ofSeconds(row.intervalSeconds),
                Optional.ofNullable(row.lastPolledAt),
                row.askedAt,
                row.expiresAt,
                Optional.ofNullable(row.collectedAt));
    }
}
