package dev.countersign.service.holder.store;

import dev.countersign.protocol.Base64Url;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.CustomerChange;
import dev.countersign.service.holder.CustomerDetails;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.CustomerNumber;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.holder.DisplayName;
import dev.countersign.service.holder.PhoneNumber;
import dev.countersign.service.platform.KeyedHash;
import dev.countersign.service.platform.SortableIds;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Customers in the table {@code holder_customer}. */
@ApplicationScoped
class PostgresCustomers implements Customers, PanacheRepositoryBase<CustomerRow, String> {
    private static final String PHONE_DOMAIN = "holder.phone";

    private final SealedNames names;
    private final KeyedHash keyedHash;
    private final SortableIds ids;
    private final Clock clock;

    PostgresCustomers(SealedNames names, KeyedHash keyedHash, SortableIds ids, Clock clock) {
        this.names = names;
        this.keyedHash = keyedHash;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Optional<Customer> find(CustomerId id) {
        return findByIdOptional(id.value()).map(this::customer);
    }

    @Override
    @Transactional
    public Optional<Customer> find(CustomerNumber number) {
        return find("customerNumber = ?1", number.value()).firstResultOptional().map(this::customer);
    }

    @Override
    @Transactional
    public List<Customer> findByPhone(PhoneNumber phone) {
        return find("?1 member of phoneHashes order by id", hash(phone)).list().stream()
                .map(this::customer)
                .toList();
    }

    @Override
    @Transactional
    public List<CustomerId> present(List<String> owners) {
        return getEntityManager()
                .createQuery("select row.id from CustomerRow row where row.id in :owners order by row.id", String.class)
                .setParameter("owners", owners)
                .getResultStream()
                .map(CustomerId::new)
                .toList();
    }

    @Override
    @Transactional
    public Optional<Customer> add(CustomerDetails details) {
        CustomerId id = new CustomerId(ids.make("cus"));
        // One statement decides who gets the number.
        int added = getEntityManager()
                .createNativeQuery("""
                        insert into holder_customer (id, customer_number, sealed_name, locale, registered_at)
                        values (:id, :number, :name, :locale, :now)
                        on conflict (customer_number) do nothing""")
                .setParameter("id", id.value())
                .setParameter("number", details.number().value())
                .setParameter("name", names.seal(id, details.name()))
                .setParameter("locale", details.locale().toLanguageTag())
                .setParameter("now", clock.instant())
                .executeUpdate();
        if (added == 0) {
            return Optional.empty();
        }
        CustomerRow row = findById(id.value());
        row.phoneHashes.addAll(hashes(details.phones()));
        return Optional.of(customer(row));
    }

    @Override
    @Transactional
    public Optional<Customer> change(CustomerId id, CustomerChange change) {
        return findByIdOptional(id.value()).map(row -> {
            change.name().ifPresent(name -> row.sealedName = names.seal(id, name));
            change.locale().ifPresent(locale -> row.locale = locale.toLanguageTag());
            change.phones().ifPresent(phones -> {
                Set<String> hashes = hashes(phones);
                row.phoneHashes.retainAll(hashes);
                row.phoneHashes.addAll(hashes);
            });
            return customer(row);
        });
    }

    @Override
    @Transactional
    public void viewed(CustomerId id, String viewer, Instant at) {
        CustomerViewRow row = new CustomerViewRow();
        row.customerId = id.value();
        row.viewer = viewer;
        row.viewedAt = at;
        getEntityManager().persist(row);
    }

    @Override
    @Transactional
    public void remove(CustomerId id) {
        delete("id = ?1", id.value());
        names.destroy(id);
    }

    private Customer customer(CustomerRow row) {
        CustomerId id = new CustomerId(row.id);
        DisplayName name = names.open(id, row.sealedName);
        return new Customer(
                id,
                new CustomerNumber(row.customerNumber),
                name,
                Locale.forLanguageTag(row.locale),
                row.phoneHashes.size(),
                row.registeredAt);
    }

    private Set<String> hashes(Set<PhoneNumber> phones) {
        return phones.stream().map(this::hash).collect(Collectors.toSet());
    }

    private String hash(PhoneNumber phone) {
        return Base64Url.encode(keyedHash.hash(PHONE_DOMAIN, phone.e164()));
    }
}
