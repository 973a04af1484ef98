package dev.countersign.service.issuance.store;

import dev.countersign.service.issuance.SecretHash;
import dev.countersign.service.issuance.UsedNonces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;

/** Nonces in {@code issuance_used_nonce}; the primary key lets each be used once. */
@ApplicationScoped
class PostgresUsedNonces implements UsedNonces {
    private final EntityManager database;

    PostgresUsedNonces(EntityManager database) {
        this.database = database;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean use(SecretHash nonce, Instant forgetAt) {
        return database.createNativeQuery("insert into issuance_used_nonce (nonce_hash, forget_at)"
                                + " values (:hash, :forget) on conflict do nothing")
                        .setParameter("hash", nonce.bytes())
                        .setParameter("forget", forgetAt)
                        .executeUpdate()
                == 1;
    }

    @Override
    @Transactional
    public void prune(Instant now) {
        database.createNativeQuery("delete from issuance_used_nonce where forget_at <= :now")
                .setParameter("now", now)
                .executeUpdate();
    }
}
