package dev.countersign.service.holder.store;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.statuslist.StatusReference;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.RegisteredCredential;
import dev.countersign.service.holder.RegisteredCredentials;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.PersonalData;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Credentials in the table {@code holder_credential}. */
@ApplicationScoped
class PostgresRegisteredCredentials implements RegisteredCredentials, PanacheRepositoryBase<CredentialRow, String> {
    private static final String PURPOSE = "holder.credential";

    private final PersonalData personalData;

    PostgresRegisteredCredentials(PersonalData personalData) {
        this.personalData = personalData;
    }

    @Override
    @Transactional
    public void add(RegisteredCredential credential) {
        CredentialRow row = new CredentialRow();
        row.id = credential.id();
        row.customerId = credential.customer().value();
        row.issuer = credential.issuer();
        row.vct = credential.vct();
        row.sealedClaims = personalData.seal(row.customerId, PURPOSE, Json.print(credential.claims()));
        row.issuedAt = credential.validity().issuedAt().orElse(null);
        row.expiresAt = credential.validity().expiresAt().orElse(null);
        row.statusUri =
                credential.status().map(status -> status.uri().toString()).orElse(null);
        row.statusIndex = credential.status().map(StatusReference::index).orElse(null);
        row.holderKeyThumbprint = credential.holderKeyThumbprint().orElse(null);
        row.registeredAt = credential.registeredAt();
        persist(row);
    }

    @Override
    @Transactional
    public Page<RegisteredCredential> of(CustomerId customer, PageRequest asked) {
        List<RegisteredCredential> found = find(
                        "customerId = ?1 and id > ?2 order by id",
                        customer.value(),
                        asked.after().orElse(""))
                .page(0, asked.limit() + 1)
                .list()
                .stream()
                .map(this::credential)
                .toList();
        return Page.of(found, asked, RegisteredCredential::id);
    }

    @Override
    @Transactional
    public Optional<RegisteredCredential> find(CustomerId customer, String id) {
        return find("customerId = ?1 and id = ?2", customer.value(), id)
                .firstResultOptional()
                .map(this::credential);
    }

    @Override
    @Transactional
    public boolean registered(CustomerId customer, Mark mark) {
        return count(
                        "customerId = ?1 and issuer = ?2 and vct = ?3 and holderKeyThumbprint = ?4",
                        customer.value(),
                        mark.issuer(),
                        mark.vct(),
                        mark.holderKeyThumbprint())
                > 0;
    }

    @Override
    @Transactional
    public void remove(RegisteredCredential credential) {
        delete("id = ?1", credential.id());
    }

    private RegisteredCredential credential(CredentialRow row) {
        return new RegisteredCredential(
                row.id,
                new CustomerId(row.customerId),
                row.issuer,
                row.vct,
                Json.parseObject(personalData.open(row.customerId, PURPOSE, row.sealedClaims)),
                new RegisteredCredential.Validity(
                        Optional.ofNullable(row.issuedAt), Optional.ofNullable(row.expiresAt)),
                status(row),
                Optional.ofNullable(row.holderKeyThumbprint),
                row.registeredAt);
    }

    private static Optional<StatusReference> status(CredentialRow row) {
        String uri = row.statusUri;
        Integer index = row.statusIndex;
        return uri == null || index == null
                ? Optional.empty()
                : Optional.of(new StatusReference(URI.create(uri), index));
    }
}
