package dev.countersign.service.issuance.store;

import dev.countersign.protocol.openid4vci.NotificationRequest;
import dev.countersign.protocol.statuslist.CredentialStatus;
import dev.countersign.protocol.statuslist.StatusReference;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.issuance.CredentialId;
import dev.countersign.service.issuance.IssuedCredential;
import dev.countersign.service.issuance.IssuedCredentials;
import dev.countersign.service.issuance.OfferId;
import dev.countersign.service.issuance.SecretHash;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Credentials in {@code issuance_credential}, their copies in {@code issuance_copy}. */
@ApplicationScoped
class PostgresIssuedCredentials implements IssuedCredentials, PanacheRepositoryBase<CredentialRow, String> {
    private static final String NOBODY = "";

    private final EntityManager database;

    PostgresIssuedCredentials(EntityManager database) {
        this.database = database;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void add(IssuedCredential credential, Entry entry) {
        CredentialRow row = new CredentialRow();
        row.id = credential.id().value();
        row.offerId = entry.offer().value();
        row.customerId = credential.customer().value();
        row.type = credential.type();
        row.copies = credential.copies();
        row.status = credential.status().value();
        row.notificationHash = entry.notification().bytes();
        row.issuedAt = credential.issuedAt();
        row.expiresAt = credential.expiresAt();
        persistAndFlush(row);
        for (Copy copy : entry.copies()) {
            database.createNativeQuery("insert into issuance_copy"
                            + " (credential_id, status_uri, status_index, holder_key_thumbprint)"
                            + " values (:credential, :uri, :index, :thumbprint)")
                    .setParameter("credential", row.id)
                    .setParameter("uri", copy.status().uri().toString())
                    .setParameter("index", copy.status().index())
                    .setParameter("thumbprint", copy.holderKeyThumbprint())
                    .executeUpdate();
        }
    }

    @Override
    @Transactional
    public Optional<IssuedCredential> find(CredentialId id) {
        return findByIdOptional(id.value()).map(PostgresIssuedCredentials::credential);
    }

    @Override
    @Transactional
    public Optional<IssuedCredential> find(Copy copy) {
        List<?> found = database.createNativeQuery(
                        "select c.id from issuance_copy i join issuance_credential c on c.id = i.credential_id"
                                + " where i.status_uri = :uri and i.status_index = :index"
                                + " and i.holder_key_thumbprint = :thumbprint and c.customer_id <> ''")
                .setParameter("uri", copy.status().uri().toString())
                .setParameter("index", copy.status().index())
                .setParameter("thumbprint", copy.holderKeyThumbprint())
                .getResultList();
        return found.stream()
                .map(id -> new CredentialId(String.valueOf(id)))
                .findFirst()
                .flatMap(this::find);
    }

    @Override
    @Transactional
    public Page<IssuedCredential> of(CustomerId customer, PageRequest asked) {
        List<IssuedCredential> found = find(
                        "customerId = ?1 and id > ?2 order by id",
                        customer.value(),
                        asked.after().orElse(""))
                .page(0, asked.limit() + 1)
                .list()
                .stream()
                .map(PostgresIssuedCredentials::credential)
                .toList();
        return Page.of(found, asked, credential -> credential.id().value());
    }

    @Override
    @Transactional
    public List<CredentialId> standing(CustomerId customer) {
        return find("customerId = ?1 and status <> ?2", customer.value(), CredentialStatus.INVALID.value())
                .list()
                .stream()
                .map(row -> new CredentialId(row.id))
                .toList();
    }

    @Override
    @Transactional
    public List<StatusReference> places(CredentialId id) {
        List<StatusReference> places = new ArrayList<>();
        for (Object found : database.createNativeQuery(
                        "select status_uri, status_index from issuance_copy where credential_id = :credential")
                .setParameter("credential", id.value())
                .getResultList()) {
            Object[] row = (Object[]) found;
            places.add(new StatusReference(URI.create((String) row[0]), ((Number) row[1]).intValue()));
        }
        return places;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean change(CredentialId id, CredentialStatus status, Optional<String> reason) {
        int changed = update(
                "status = ?1, reason = ?2 where id = ?3 and status <> ?4",
                status.value(),
                reason.orElse(null),
                id.value(),
                CredentialStatus.INVALID.value());
        // Whoever reads it again in this transaction shall see the change.
        findByIdOptional(id.value()).ifPresent(database::refresh);
        return changed == 1;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean notified(OfferId offer, SecretHash notification, NotificationRequest.Event event) {
        return update(
                        "walletEvent = ?1 where offerId = ?2 and notificationHash = ?3",
                        event.wireName(),
                        offer.value(),
                        notification.bytes())
                == 1;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void forget(CustomerId customer) {
        update("customerId = ?1, reason = null where customerId = ?2", NOBODY, customer.value());
    }

    private static IssuedCredential credential(CredentialRow row) {
        return new IssuedCredential(
                new CredentialId(row.id),
                new CustomerId(row.customerId),
                row.type,
                row.copies,
                CredentialStatus.of(row.status),
                Optional.ofNullable(row.reason),
                Optional.ofNullable(row.walletEvent),
                row.issuedAt,
                row.expiresAt);
    }
}
