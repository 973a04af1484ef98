package dev.countersign.service.holder.store;

import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.service.holder.UsedProofs;
import dev.countersign.service.platform.TokenHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;

/** Proofs in the table {@code holder_used_proof}. */
@ApplicationScoped
class PostgresUsedProofs implements UsedProofs {
    private final EntityManager database;

    PostgresUsedProofs(EntityManager database) {
        this.database = database;
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public boolean firstUse(PublicJwk holderKey, String jti, Instant until) {
        return database.createNativeQuery("""
                                insert into holder_used_proof (thumbprint, jti_hash, until)
                                values (:thumbprint, :jti, :until) on conflict do nothing""")
                        .setParameter("thumbprint", holderKey.thumbprint())
                        .setParameter("jti", TokenHash.of(jti))
                        .setParameter("until", until)
                        .executeUpdate()
                == 1;
    }

    @Override
    @Transactional
    public void prune(Instant now) {
        database.createNativeQuery("delete from holder_used_proof where until <= :now")
                .setParameter("now", now)
                .executeUpdate();
    }
}
