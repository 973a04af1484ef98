package dev.countersign.service.holder.store;

import dev.countersign.did.Did;
import dev.countersign.service.holder.CustomerDid;
import dev.countersign.service.holder.CustomerDids;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.DidChallenge;
import dev.countersign.service.platform.KeyedHash;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.PersonalData;
import dev.countersign.service.platform.SortableIds;
import dev.countersign.service.platform.TokenHash;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** DIDs in the table {@code holder_did}. */
@ApplicationScoped
class PostgresCustomerDids implements CustomerDids, PanacheRepositoryBase<DidRow, String> {
    private static final String PURPOSE = "holder.did";

    private final PersonalData personalData;
    private final KeyedHash keyedHash;
    private final SortableIds ids;
    private final Clock clock;

    PostgresCustomerDids(PersonalData personalData, KeyedHash keyedHash, SortableIds ids, Clock clock) {
        this.personalData = personalData;
        this.keyedHash = keyedHash;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Optional<CustomerDid> await(CustomerId customer, Did did, DidChallenge challenge) {
        byte[] text = did.toString().getBytes(StandardCharsets.UTF_8);
        byte[] hash = keyedHash.hash(PURPOSE, did.toString());
        int waiting = getEntityManager()
                .createNativeQuery("""
                        insert into holder_did
                          (id, customer_id, sealed_did, did_hash, nonce_hash, nonce_expires_at, registered_at)
                        values (:id, :customer, :sealed, :hash, :nonce, :expires, :now)
                        on conflict (customer_id, did_hash) do update
                          set nonce_hash = excluded.nonce_hash, nonce_expires_at = excluded.nonce_expires_at
                          where holder_did.proven_at is null""")
                .setParameter("id", ids.make("did"))
                .setParameter("customer", customer.value())
                .setParameter("sealed", personalData.seal(customer.value(), PURPOSE, text))
                .setParameter("hash", hash)
                .setParameter("nonce", TokenHash.of(challenge.nonce()))
                .setParameter("expires", challenge.expiresAt())
                .setParameter("now", clock.instant())
                .executeUpdate();
        return waiting == 0
                ? Optional.empty()
                : find("customerId = ?1 and didHash = ?2", customer.value(), hash)
                        .firstResultOptional()
                        .map(this::did);
    }

    @Override
    @Transactional
    public Optional<CustomerDid> find(CustomerId customer, String id) {
        return find("customerId = ?1 and id = ?2", customer.value(), id)
                .firstResultOptional()
                .map(this::did);
    }

    @Override
    @Transactional
    public Page<CustomerDid> of(CustomerId customer, PageRequest asked) {
        List<CustomerDid> found = find(
                        "customerId = ?1 and id > ?2 order by id",
                        customer.value(),
                        asked.after().orElse(""))
                .page(0, asked.limit() + 1)
                .list()
                .stream()
                .map(this::did)
                .toList();
        return Page.of(found, asked, CustomerDid::id);
    }

    @Override
    @Transactional
    public boolean prove(CustomerDid did, String nonce, Instant now) {
        return update(
                        "provenAt = ?1, nonceHash = null where id = ?2 and nonceHash = ?3 and nonceExpiresAt > ?1"
                                + " and provenAt is null",
                        now,
                        did.id(),
                        TokenHash.of(nonce))
                == 1;
    }

    @Override
    @Transactional
    public void remove(CustomerDid did) {
        delete("id = ?1", did.id());
    }

    private CustomerDid did(DidRow row) {
        String text = new String(personalData.open(row.customerId, PURPOSE, row.sealedDid), StandardCharsets.UTF_8);
        return new CustomerDid(
                row.id,
                new CustomerId(row.customerId),
                Did.parse(text),
                row.registeredAt,
                Optional.ofNullable(row.provenAt));
    }
}
