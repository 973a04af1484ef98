package dev.countersign.service.trust.store;

import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.trust.OrganisationLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tables {@code organisation_...}. */
@ApplicationScoped
class PostgresOrganisationLog implements OrganisationLog {
    // One number for "the DID" among the advisory locks of this database.
    private static final long LOCK = 0x6f7267616e646964L;

    private final EntityManager entities;

    PostgresOrganisationLog(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    @Transactional
    public void lock() {
        entities.createNativeQuery("select pg_advisory_xact_lock(:lock)", Object.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
    }

    @Override
    @Transactional
    public List<Entry> entries() {
        return rows().stream()
                .map(row -> new Entry(
                        row.version,
                        row.line,
                        new Cause(row.reason, row.madeBy, row.madeAt),
                        Optional.ofNullable(row.publishedAt)))
                .toList();
    }

    private List<OrganisationEntryRow> rows() {
        return entities.createQuery("from OrganisationEntryRow order by version", OrganisationEntryRow.class)
                .getResultList();
    }

    @Override
    @Transactional
    public void append(int version, String line, Cause cause) {
        OrganisationEntryRow row = new OrganisationEntryRow();
        row.version = version;
        row.line = line;
        row.reason = cause.reason();
        row.madeBy = cause.by();
        row.madeAt = cause.at();
        entities.persist(row);
    }

    @Override
    @Transactional
    public void publish(Instant at) {
        rows().stream().filter(row -> row.publishedAt == null).forEach(row -> row.publishedAt = at);
    }

    @Override
    @Transactional
    public void discardWaiting() {
        rows().stream().filter(row -> row.publishedAt == null).forEach(row -> {
            entities.createQuery("delete from KeySuccessionRow where version = :version")
                    .setParameter("version", row.version)
                    .executeUpdate();
            entities.remove(row);
        });
    }

    @Override
    @Transactional
    public Optional<String> witnessFile() {
        List<?> files = entities.createNativeQuery("select file from organisation_did_witness_file", String.class)
                .getResultList();
        return files.stream().map(String::valueOf).findFirst();
    }

    @Override
    @Transactional
    public void saveWitnessFile(String file) {
        entities.createNativeQuery("insert into organisation_did_witness_file (file) values (:file)"
                        + " on conflict (only_one) do update set file = excluded.file")
                .setParameter("file", file)
                .executeUpdate();
    }

    @Override
    @Transactional
    public void addSuccessor(Successor successor) {
        KeySuccessionRow row = new KeySuccessionRow();
        row.keyId = successor.keyId();
        row.keyUse = successor.use().label();
        row.version = successor.version();
        row.delaySeconds = successor.delay().toSeconds();
        entities.persist(row);
    }

    @Override
    @Transactional
    public List<Successor> due(Instant now) {
        Map<Integer, Instant> published = new HashMap<>();
        List<KeySuccessionRow> announced = entities.createQuery(
                        "from KeySuccessionRow where settledAt is null order by version, keyUse",
                        KeySuccessionRow.class)
                .getResultList();
        if (announced.isEmpty()) {
            return List.of();
        }
        rows().stream()
                .filter(row -> row.publishedAt != null)
                .forEach(row -> published.put(row.version, row.publishedAt));
        return announced.stream()
                .filter(row -> published.containsKey(row.version)
                        && !published
                                .get(row.version)
                                .plusSeconds(row.delaySeconds)
                                .isAfter(now))
                .map(row ->
                        new Successor(use(row.keyUse), row.keyId, row.version, Duration.ofSeconds(row.delaySeconds)))
                .toList();
    }

    @Override
    @Transactional
    public void settle(Successor successor, Instant at) {
        KeySuccessionRow row = entities.find(KeySuccessionRow.class, successor.keyId());
        if (row != null) {
            row.settledAt = at;
        }
    }

    @Override
    @Transactional
    public void withdraw(Withdrawal withdrawal, Cause cause) {
        KeyWithdrawalRow row = new KeyWithdrawalRow();
        row.keyId = withdrawal.keyId();
        row.keyUse = withdrawal.use().label();
        row.compromisedSince = withdrawal.since();
        row.withdrawnAt = cause.at();
        row.withdrawnBy = cause.by();
        entities.persist(row);
    }

    @Override
    @Transactional
    public List<Withdrawal> withdrawals() {
        return entities.createQuery("from KeyWithdrawalRow order by keyId", KeyWithdrawalRow.class)
                .getResultStream()
                .map(row -> new Withdrawal(use(row.keyUse), row.keyId, row.compromisedSince))
                .toList();
    }

    private static KeyUse use(String label) {
        return KeyUse.valueOf(label.toUpperCase(Locale.ROOT));
    }
}
