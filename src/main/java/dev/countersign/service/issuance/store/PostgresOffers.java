package dev.countersign.service.issuance.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.issuance.Offer;
import dev.countersign.service.issuance.OfferId;
import dev.countersign.service.issuance.OfferedClaims;
import dev.countersign.service.issuance.Offers;
import dev.countersign.service.issuance.SecretHash;
import dev.countersign.service.platform.ErasedDataException;
import dev.countersign.service.platform.PersonalData;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Offers in {@code issuance_offer}; which of their credentials were issued in {@code issuance_offer_issued}. */
@ApplicationScoped
class PostgresOffers implements Offers, PanacheRepositoryBase<OfferRow, String> {
    private static final String PURPOSE = "issuance.claims";
    private static final Duration KEPT = Duration.ofDays(1);

    private final EntityManager database;
    private final PersonalData personalData;

    PostgresOffers(EntityManager database, PersonalData personalData) {
        this.database = database;
        this.personalData = personalData;
    }

    @Override
    @Transactional
    public void add(Offer offer, Secrets secrets, OfferedClaims claims) {
        OfferRow row = new OfferRow();
        row.id = offer.id().value();
        row.customerId = offer.customer().value();
        row.types = print(offer.types());
        row.copies = offer.copies();
        row.sealedClaims = personalData.seal(row.customerId, PURPOSE, claims.print());
        row.referenceHash = secrets.reference().bytes();
        row.codeHash = secrets.code().bytes();
        row.txCodeHash = secrets.txCode().map(SecretHash::bytes).orElse(null);
        row.expiresAt = offer.expiresAt();
        persist(row);
    }

    @Override
    @Transactional
    public Optional<Offer> findByReference(SecretHash reference) {
        return find(
                        "referenceHash = ?1 and tokenHash is null and txCodeAttempts < ?2",
                        reference.bytes(),
                        MAX_TX_CODE_ATTEMPTS)
                .firstResultOptional()
                .map(PostgresOffers::offer);
    }

    @Override
    @Transactional
    public Optional<Offer> findByCode(SecretHash code) {
        return find("codeHash = ?1 and tokenHash is null and txCodeAttempts < ?2", code.bytes(), MAX_TX_CODE_ATTEMPTS)
                .firstResultOptional()
                .map(PostgresOffers::offer);
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public boolean attempt(OfferId id) {
        return update(
                        "txCodeAttempts = txCodeAttempts + 1"
                                + " where id = ?1 and tokenHash is null and txCodeAttempts < ?2",
                        id.value(),
                        MAX_TX_CODE_ATTEMPTS)
                == 1;
    }

    @Override
    @Transactional
    public Optional<byte[]> txCode(OfferId id) {
        return findByIdOptional(id.value()).flatMap(row -> Optional.ofNullable(row.txCodeHash));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean redeem(OfferId id, Token token) {
        return update(
                        "tokenHash = ?1, tokenIdentifiers = ?2, tokenExpiresAt = ?3"
                                + " where id = ?4 and tokenHash is null",
                        token.hash().bytes(),
                        token.identifiers(),
                        token.expiresAt(),
                        id.value())
                == 1;
    }

    @Override
    @Transactional
    public Optional<Redeemed> findByToken(SecretHash token) {
        return find("tokenHash = ?1", token.bytes())
                .firstResultOptional()
                .map(row -> new Redeemed(offer(row), row.tokenIdentifiers, row.tokenExpiresAt));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean claim(OfferId id, String type) {
        // Locked, so that of two that issue the last two credentials, one sees that they were the last.
        if (findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE).isEmpty()) {
            return false;
        }
        return database.createNativeQuery("insert into issuance_offer_issued (offer_id, type)"
                                + " values (:offer, :type) on conflict do nothing")
                        .setParameter("offer", id.value())
                        .setParameter("type", type)
                        .executeUpdate()
                == 1;
    }

    @Override
    @Transactional
    public Optional<OfferedClaims> claims(OfferId id) {
        OfferRow row = findById(id.value());
        byte[] sealed = row == null ? null : row.sealedClaims;
        if (row == null || sealed == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OfferedClaims.parse(personalData.open(row.customerId, PURPOSE, sealed)));
        } catch (ErasedDataException e) {
            return Optional.empty();
        }
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void forgetIssuedClaims(OfferId id) {
        Number issued = (Number)
                database.createNativeQuery("select count(*) from issuance_offer_issued where offer_id = :offer")
                        .setParameter("offer", id.value())
                        .getSingleResult();
        findByIdOptional(id.value())
                .filter(row -> issued.intValue() == parse(row.types).size())
                .ifPresent(row -> row.sealedClaims = null);
    }

    @Override
    @Transactional
    public void prune(Instant now) {
        update(
                "sealedClaims = null where sealedClaims is not null"
                        + " and (tokenExpiresAt <= ?1 or (tokenHash is null and expiresAt <= ?1))",
                now);
        delete("expiresAt <= ?1", now.minus(KEPT));
    }

    @Override
    @Transactional
    public void removeAll(CustomerId customer) {
        delete("customerId = ?1", customer.value());
    }

    private static Offer offer(OfferRow row) {
        return new Offer(
                new OfferId(row.id),
                new CustomerId(row.customerId),
                parse(row.types),
                row.txCodeHash != null,
                row.copies,
                row.expiresAt);
    }

    private static String print(List<String> types) {
        ArrayNode array = Json.object().putArray("types");
        types.forEach(array::add);
        return new String(Json.print(array), StandardCharsets.UTF_8);
    }

    private static List<String> parse(String types) {
        List<String> list = new ArrayList<>();
        Json.parse(types).forEach(type -> list.add(type.textValue()));
        return list;
    }
}
