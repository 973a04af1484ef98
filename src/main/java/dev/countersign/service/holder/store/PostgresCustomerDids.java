package dev.countersign.service.holder.store;

import dev.countersign.did.Did;
import dev.countersign.service.holder.CustomerDid;
import dev.countersign.service.holder.CustomerDids;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.DidChallenge;
import dev.countersign.service.holder.DidControl;
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
import java.util.Set;

/** DIDs in the table {@code holder_did}. */
@ApplicationScoped
class PostgresCustomerDids implements CustomerDids, PanacheRepositoryBase<DidRow, String> {
    private static final String PURPOSE = "holder.did";

    /** The proof that was looked at still stands, and nobody has looked later. */
    private static final String SAME_PROOF = " where id = ?1 and provenAt = ?2 and lapsed is null and checkedAt <= ?3";

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
                          where holder_did.proven_at is null or holder_did.lapsed is not null""")
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
    public List<CustomerDid> proven(CustomerId customer, int most) {
        return find(
                        "customerId = ?1 and provenAt is not null and lapsed is null order by provenAt desc, id",
                        customer.value())
                .page(0, most)
                .list()
                .stream()
                .map(this::did)
                .toList();
    }

    @Override
    @Transactional
    public boolean prove(CustomerDid did, String nonce, DidControl.Proven proof) {
        return update(
                        "provenAt = ?1, provenKey = ?2, currentKeys = ?3, checkedAt = ?4, lapsed = null, nonceHash = null"
                                + " where id = ?5 and nonceHash = ?6 and nonceExpiresAt > ?1"
                                + " and (provenAt is null or lapsed is not null)",
                        proof.provenAt(),
                        proof.key(),
                        array(proof.keys()),
                        proof.checkedAt(),
                        did.id(),
                        TokenHash.of(nonce))
                == 1;
    }

    @Override
    @Transactional
    public void checked(CustomerDid did, DidControl found) {
        if (found instanceof DidControl.Proven proven) {
            update(
                    "currentKeys = ?4, checkedAt = ?3" + SAME_PROOF,
                    did.id(),
                    proven.provenAt(),
                    proven.checkedAt(),
                    array(proven.keys()));
        } else if (found instanceof DidControl.Lapsed lapsed) {
            update(
                    "lapsed = ?4, checkedAt = ?3" + SAME_PROOF,
                    did.id(),
                    lapsed.provenAt(),
                    lapsed.checkedAt(),
                    lapsed.lapse().wireName());
        }
    }

    @Override
    @Transactional
    public boolean authenticates(CustomerId customer, String key, Instant after) {
        return (Boolean) getEntityManager()
                .createNativeQuery("""
                        select exists (select 1 from holder_did
                          where customer_id = :customer and proven_at is not null and lapsed is null
                            and checked_at > :after and :key = any(keys))""", Boolean.class)
                .setParameter("customer", customer.value())
                .setParameter("after", after)
                .setParameter("key", key)
                .getSingleResult();
    }

    @Override
    @Transactional
    public void remove(CustomerDid did) {
        delete("id = ?1", did.id());
    }

    private static String[] array(Set<String> keys) {
        return keys.stream().sorted().toArray(String[]::new);
    }

    private CustomerDid did(DidRow row) {
        String text = new String(personalData.open(row.customerId, PURPOSE, row.sealedDid), StandardCharsets.UTF_8);
        return new CustomerDid(
                row.id, new CustomerId(row.customerId), Did.parse(text), row.registeredAt, row.control());
    }
}
