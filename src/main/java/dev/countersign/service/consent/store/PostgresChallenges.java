package dev.countersign.service.consent.store;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.service.consent.Ask;
import dev.countersign.service.consent.ChallengeId;
import dev.countersign.service.consent.Challenges;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.consent.Delivery;
import dev.countersign.service.consent.DeliveryChannel;
import dev.countersign.service.consent.DeliveryState;
import dev.countersign.service.consent.PageToken;
import dev.countersign.service.consent.ResponseCodeHash;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.WalletId;
import dev.countersign.service.interaction.InteractionId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

@ApplicationScoped
class PostgresChallenges implements Challenges, PanacheRepositoryBase<ChallengeRow, String> {
    /** A text message is to no wallet. */
    private static final String NO_WALLET = "";

    /** In their order, as an array for the database. */
    private static final String STATES = Arrays.stream(DeliveryState.values())
            .map(state -> "'" + state.wireName() + "'")
            .collect(Collectors.joining(",", "array[", "]"));

    private final ChallengeMapping mapping;

    PostgresChallenges(ChallengeMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    @Transactional
    public void lock(CustomerId customer) {
        getEntityManager()
                .createNativeQuery("select pg_advisory_xact_lock(hashtextextended(:key, 0))", Object.class)
                .setParameter("key", "consent:" + customer.value())
                .getSingleResult();
    }

    @Override
    @Transactional
    public void add(ConsentChallenge.Waiting challenge) {
        Ask ask = challenge.ask();
        ChallengeRow row = new ChallengeRow();
        row.id = ask.id().value();
        row.interactionId = ask.interaction().value();
        row.customerId = ask.customer().value();
        row.purposeName = ask.purpose().value();
        row.purposeVersion = ask.purposeVersion();
        row.callBinding = ask.binding().kind().wireName();
        row.bindingCode = ask.binding().code().orElse(null);
        row.walletProfile = ask.profile().name().toLowerCase(Locale.ROOT);
        row.askedBy = ask.askedBy();
        row.agentName = ask.agentName();
        row.transactionId = ask.transaction().value();
        row.requestUri = ask.requestUri().toString();
        row.pageToken = ask.page().value();
        row.bindingMessage = mapping.sealMessage(ask);
        row.state = challenge.state();
        row.failedAttempts = 0;
        row.askedAt = ask.askedAt();
        row.expiresAt = ask.expiresAt();
        persistAndFlush(row);
    }

    @Override
    @Transactional
    public Optional<ConsentChallenge> find(ChallengeId id) {
        return findByIdOptional(id.value()).map(mapping::read);
    }

    @Override
    @Transactional
    public Optional<ConsentChallenge> hold(ChallengeId id) {
        return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE).map(mapping::read);
    }

    @Override
    @Transactional
    public Optional<ConsentChallenge> find(ResponseCodeHash responseCode) {
        return find("responseCode", (Object) Base64Url.decode(responseCode.base64Url()))
                .firstResultOptional()
                .map(mapping::read);
    }

    @Override
    @Transactional
    public Optional<ConsentChallenge> find(PageToken page) {
        return find("pageToken", page.value()).firstResultOptional().map(mapping::read);
    }

    @Override
    @Transactional
    public List<ConsentChallenge> of(InteractionId interaction) {
        return find("interactionId = ?1 order by askedAt, id", interaction.value()).stream()
                .map(mapping::read)
                .toList();
    }

    @Override
    @Transactional
    public List<ConsentChallenge> of(CustomerId customer, Instant since) {
        return find("customerId = ?1 and askedAt > ?2 order by askedAt, id", customer.value(), since).stream()
                .map(mapping::read)
                .toList();
    }

    @Override
    @Transactional
    public List<ChallengeId> due(Instant now, int limit) {
        return find("endedAt is null and expiresAt <= ?1 order by expiresAt", now).page(Page.ofSize(limit)).stream()
                .map(row -> new ChallengeId(row.id))
                .toList();
    }

    @Override
    @Transactional
    public boolean move(ConsentChallenge from, ConsentChallenge to) {
        ChallengeMapping.Columns next = mapping.columns(to);
        // State and attempts name a state completely: within one state, only attempts change.
        int moved = getEntityManager()
                .createQuery("update ChallengeRow set state = :state, failedAttempts = :attempts, endedAt = :ended,"
                        + " verdict = :verdict, responseCode = :code, heldAnswer = :held"
                        + " where id = :id and state = :from and failedAttempts = :fromAttempts and endedAt is null")
                .setParameter("state", next.state())
                .setParameter("attempts", next.failedAttempts())
                .setParameter("ended", next.endedAt())
                .setParameter("verdict", next.verdict())
                .setParameter("code", next.responseCode())
                .setParameter("held", next.heldAnswer())
                .setParameter("id", from.ask().id().value())
                .setParameter("from", from.state())
                .setParameter("fromAttempts", from.failedAttempts())
                .executeUpdate();
        // What was read before must not be believed after it.
        getEntityManager().clear();
        return moved == 1;
    }

    @Override
    @Transactional
    public boolean delivery(ChallengeId id, Delivery delivery) {
        // One statement: reports of a push service and of a wallet cross.
        int changed = getEntityManager()
                .createNativeQuery("insert into consent_delivery"
                        + " (challenge_id, wallet_id, channel, platform, state, changed_at)"
                        + " values (:challenge, :wallet, :channel, cast(:platform as text), :state, :at)"
                        + " on conflict (challenge_id, wallet_id, channel)"
                        + " do update set state = excluded.state, changed_at = excluded.changed_at"
                        + " where array_position(" + STATES + ", excluded.state)"
                        + " > array_position(" + STATES + ", consent_delivery.state)")
                .setParameter("challenge", id.value())
                .setParameter("wallet", delivery.wallet().map(WalletId::value).orElse(NO_WALLET))
                .setParameter("channel", delivery.channel().wireName())
                .setParameter(
                        "platform",
                        delivery.platform().map(PushPlatform::wireName).orElse(null))
                .setParameter("state", delivery.state().wireName())
                .setParameter("at", delivery.changedAt())
                .executeUpdate();
        return changed == 1;
    }

    @Override
    @Transactional
    public List<Delivery> deliveries(ChallengeId id) {
        return getEntityManager()
                .createQuery(
                        "from DeliveryRow where key.challengeId = :id order by key.walletId, key.channel",
                        DeliveryRow.class)
                .setParameter("id", id.value())
                .getResultStream()
                .map(PostgresChallenges::delivery)
                .toList();
    }

    private static Delivery delivery(DeliveryRow row) {
        return new Delivery(
                Optional.of(row.key.walletId())
                        .filter(wallet -> !wallet.equals(NO_WALLET))
                        .map(WalletId::new),
                DeliveryChannel.valueOf(row.key.channel().toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.platform).map(PushPlatform::parse),
                DeliveryState.valueOf(row.state.toUpperCase(Locale.ROOT)),
                row.changedAt);
    }
}
