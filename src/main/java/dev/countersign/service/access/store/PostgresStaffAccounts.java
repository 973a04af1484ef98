package dev.countersign.service.access.store;

import dev.countersign.service.access.AccountState;
import dev.countersign.service.access.SessionsListener;
import dev.countersign.service.access.StaffAccount;
import dev.countersign.service.access.StaffAccounts;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Staff in {@code access_staff}. */
@ApplicationScoped
@Transactional
class PostgresStaffAccounts implements StaffAccounts, PanacheRepositoryBase<StaffRow, String> {
    private final Instance<SessionsListener> listeners;
    private final Clock clock;

    PostgresStaffAccounts(@Any Instance<SessionsListener> listeners, Clock clock) {
        this.listeners = listeners;
        this.clock = clock;
    }

    @Override
    public Optional<StaffAccount> find(String account) {
        return findByIdOptional(account).map(StaffRow::toAccount);
    }

    @Override
    public Optional<StaffAccount> findBySubject(String subject) {
        return find("subject", subject).firstResultOptional().map(StaffRow::toAccount);
    }

    @Override
    public boolean claim(String account, String subject) {
        // Locked: of two subjects who come with the same name at once, one gets it.
        StaffRow row = findById(account, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            return false;
        }
        if (row.subject == null) {
            row.subject = subject;
        }
        return row.subject.equals(subject);
    }

    @Override
    public Page<StaffAccount> list(PageRequest page) {
        List<StaffAccount> found =
                find("account > ?1 order by account", page.after().orElse("")).range(0, page.limit()).stream()
                        .map(StaffRow::toAccount)
                        .toList();
        return Page.of(found, page, StaffAccount::account);
    }

    @Override
    public boolean isEmpty() {
        return count() == 0;
    }

    @Override
    public boolean add(StaffAccount account) {
        // One statement, so that of two nodes that start at once exactly one makes the first account.
        return getEntityManager()
                        .createNativeQuery("insert into access_staff (account, display_name, team, roles, state,"
                                + " created_at) values (?1, ?2, ?3, ?4, ?5, ?6) on conflict do nothing")
                        .setParameter(1, account.account())
                        .setParameter(2, account.displayName())
                        .setParameter(3, account.team().orElse(null))
                        .setParameter(4, Words.join(account.roles()))
                        .setParameter(5, account.state().name())
                        .setParameter(6, clock.instant())
                        .executeUpdate()
                == 1;
    }

    @Override
    public void change(StaffAccount account) {
        findByIdOptional(account.account()).ifPresent(row -> row.take(account));
        if (account.state() != AccountState.ACTIVE) {
            endSessions(account.account());
        }
    }

    @Override
    public Optional<String> passwordHash(String account) {
        return findByIdOptional(account).map(row -> row.passwordHash);
    }

    @Override
    public void setPasswordHash(String account, String hash) {
        findByIdOptional(account).ifPresent(row -> row.passwordHash = hash);
        endSessions(account);
    }

    @Override
    public long lockAndCountAdministrators() {
        getEntityManager()
                .createNativeQuery("select pg_advisory_xact_lock(hashtextextended('access_staff', 0))")
                .getSingleResult();
        // Read again what was loaded before the lock: it may have changed while we waited.
        getEntityManager().clear();
        return listAll().stream()
                .map(StaffRow::toAccount)
                .filter(StaffAccount::administers)
                .count();
    }

    private void endSessions(String account) {
        getEntityManager()
                .createQuery("delete from SessionRow where account = ?1")
                .setParameter(1, account)
                .executeUpdate();
        listeners.forEach(listener -> listener.ended(account));
    }
}
