package dev.countersign.service.holder.store;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.message.RecipientKey;
import dev.countersign.protocol.wallet.Platform;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.DisplayName;
import dev.countersign.service.holder.Wallet;
import dev.countersign.service.holder.WalletId;
import dev.countersign.service.holder.WalletState;
import dev.countersign.service.holder.Wallets;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Wallets in the table {@code holder_wallet}. */
@ApplicationScoped
class PostgresWallets implements Wallets, PanacheRepositoryBase<WalletRow, String> {
    private final SealedNames names;

    PostgresWallets(SealedNames names) {
        this.names = names;
    }

    @Override
    @Transactional
    public List<Wallet> of(CustomerId customer) {
        return find("customerId = ?1 order by id", customer.value()).list().stream()
                .map(PostgresWallets::wallet)
                .toList();
    }

    @Override
    @Transactional
    public Page<Wallet> of(CustomerId customer, PageRequest asked) {
        List<Wallet> found = find(
                        "customerId = ?1 and id > ?2 order by id",
                        customer.value(),
                        asked.after().orElse(""))
                .page(0, asked.limit() + 1)
                .list()
                .stream()
                .map(PostgresWallets::wallet)
                .toList();
        return Page.of(found, asked, wallet -> wallet.id().value());
    }

    @Override
    @Transactional
    public Optional<Wallet> find(WalletId id) {
        return findByIdOptional(id.value()).map(PostgresWallets::wallet);
    }

    @Override
    @Transactional
    public Optional<Wallet> findByKey(PublicJwk holderKey) {
        return find("thumbprint = ?1", holderKey.thumbprint())
                .firstResultOptional()
                .map(PostgresWallets::wallet);
    }

    @Override
    @Transactional
    public Optional<DisplayName> name(WalletId id) {
        return findByIdOptional(id.value())
                .filter(row -> row.sealedName != null)
                .map(row -> names.open(new CustomerId(row.customerId), row.sealedName));
    }

    @Override
    @Transactional
    public Optional<RecipientKey> messageKey(WalletId id) {
        return findByIdOptional(id.value())
                .flatMap(row -> Optional.ofNullable(row.messageKey))
                .map(key -> RecipientKey.parse(Json.parse(key)));
    }

    @Override
    @Transactional
    public void setMessageKey(WalletId id, RecipientKey key) {
        update(
                "messageKey = ?1 where id = ?2",
                new String(Json.print(key.toJson()), StandardCharsets.UTF_8),
                id.value());
    }

    @Override
    @Transactional
    public boolean add(Wallet wallet, Optional<DisplayName> name) {
        // One statement decides which wallet gets the key.
        int added = getEntityManager()
                .createNativeQuery("""
                        insert into holder_wallet
                          (id, customer_id, platform, holder_key, thumbprint, state, enrolled_at)
                        values (:id, :customer, :platform, :key, :thumbprint, :state, :enrolled)
                        on conflict (thumbprint) do nothing""")
                .setParameter("id", wallet.id().value())
                .setParameter("customer", wallet.customer().value())
                .setParameter("platform", wallet.platform().wireName())
                .setParameter("key", text(wallet.holderKey()))
                .setParameter("thumbprint", wallet.holderKey().thumbprint())
                .setParameter("state", wallet.state().wireName())
                .setParameter("enrolled", wallet.enrolledAt())
                .executeUpdate();
        if (added == 0) {
            return false;
        }
        name.ifPresent(called -> findById(wallet.id().value()).sealedName = names.seal(wallet.customer(), called));
        return true;
    }

    @Override
    @Transactional
    public boolean move(WalletId id, WalletState from, WalletState to) {
        return update("state = ?1 where id = ?2 and state = ?3", to.wireName(), id.value(), from.wireName()) == 1;
    }

    @Override
    @Transactional
    public void remove(WalletId id) {
        delete("id = ?1", id.value());
    }

    private static Wallet wallet(WalletRow row) {
        return new Wallet(
                new WalletId(row.id),
                new CustomerId(row.customerId),
                Platform.parse(row.platform),
                PublicJwk.parse(Json.parse(row.holderKey)),
                WalletState.parse(row.state),
                row.enrolledAt);
    }

    private static String text(PublicJwk key) {
        return new String(Json.print(PublicJwk.of(key.toPublicKey()).toJson()), StandardCharsets.UTF_8);
    }
}
