package dev.countersign.service.holder.store;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.EnrolmentCode;
import dev.countersign.service.holder.EnrolmentCodes;
import dev.countersign.service.platform.TokenHash;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;

/** Enrolment codes in the table {@code holder_enrolment_code}. */
@ApplicationScoped
class PostgresEnrolmentCodes implements EnrolmentCodes, PanacheRepositoryBase<EnrolmentCodeRow, String> {
    PostgresEnrolmentCodes() {}

    @Override
    @Transactional
    public void add(CustomerId customer, EnrolmentCode code, Instant expiresAt) {
        EnrolmentCodeRow row = new EnrolmentCodeRow();
        row.id = code.id();
        row.customerId = customer.value();
        row.secretHash = TokenHash.of(code.secret());
        row.expiresAt = expiresAt;
        persist(row);
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public Use take(EnrolmentCode code, Instant now) {
        int taken = update(
                "usedAt = ?1 where id = ?2 and secretHash = ?3 and usedAt is null and expiresAt > ?1 and wrong < ?4",
                now,
                code.id(),
                TokenHash.of(code.secret()),
                MAX_WRONG);
        EnrolmentCodeRow row = findById(code.id());
        if (row == null || !TokenHash.matches(row.secretHash, code.secret()) || row.wrong >= MAX_WRONG) {
            return new Use.Wrong();
        }
        if (taken == 1) {
            return new Use.Taken(new CustomerId(row.customerId));
        }
        return row.usedAt == null ? new Use.Expired() : new Use.UsedUp();
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public void countWrong(String id) {
        update("wrong = wrong + 1 where id = ?1 and wrong < ?2", id, MAX_WRONG);
    }

    @Override
    @Transactional
    public void removeAll(CustomerId customer) {
        delete("customerId = ?1", customer.value());
    }

    @Override
    @Transactional
    public void prune(Instant before) {
        delete("expiresAt < ?1", before);
    }
}
