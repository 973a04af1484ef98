package dev.countersign.service.push.store;

import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.service.push.PhoneId;
import dev.countersign.service.push.PhoneSubscriptions;
import dev.countersign.service.push.PushAddress;
import dev.countersign.service.push.PushSubscription;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** Subscriptions in the table {@code push_subscription}. */
@ApplicationScoped
class PostgresPhoneSubscriptions implements PhoneSubscriptions, PanacheRepositoryBase<SubscriptionRow, String> {
    private final Clock clock;

    PostgresPhoneSubscriptions(Clock clock) {
        this.clock = clock;
    }

    @Override
    @Transactional
    public void save(PhoneId phone, PushSubscription subscription) {
        // One statement: two renewals at the same time must not collide.
        getEntityManager()
                .createNativeQuery("""
                        insert into push_subscription (phone_id, platform, endpoint, p256dh, auth, saved_at)
                        values (:phone, :platform, :endpoint, :p256dh, :auth, :now)
                        on conflict (phone_id) do update set platform = excluded.platform, endpoint = excluded.endpoint,
                          p256dh = excluded.p256dh, auth = excluded.auth, saved_at = excluded.saved_at""")
                .setParameter("phone", phone.value())
                .setParameter("platform", subscription.address().platform().wireName())
                .setParameter("endpoint", subscription.address().value())
                .setParameter("p256dh", subscription.p256dh())
                .setParameter("auth", subscription.auth())
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    @Override
    @Transactional
    public void remove(PhoneId phone) {
        delete("phoneId = ?1", phone.value());
    }

    @Override
    @Transactional
    public void removeIfStill(PhoneId phone, PushAddress address) {
        delete(
                "phoneId = ?1 and platform = ?2 and endpoint = ?3",
                phone.value(),
                address.platform().wireName(),
                address.value());
    }

    @Override
    @Transactional
    public Optional<PushSubscription> find(PhoneId phone) {
        return find("phoneId = ?1", phone.value())
                .firstResultOptional()
                .map(row -> PushSubscription.of(
                        PushAddress.stored(PushPlatform.parse(row.platform), row.endpoint), row.p256dh, row.auth));
    }
}
