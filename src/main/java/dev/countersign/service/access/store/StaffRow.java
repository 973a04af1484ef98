package dev.countersign.service.access.store;

import dev.countersign.service.access.AccountState;
import dev.countersign.service.access.StaffAccount;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.DynamicUpdate;

/** A row of {@code access_staff}. Only what changed is written, so that a subject is not lost to somebody's older copy. */
@Entity
@DynamicUpdate
@Table(name = "access_staff")
class StaffRow {
    @Id
    String account;

    @Column(name = "display_name")
    String displayName;

    String team;

    String roles;

    @Enumerated(EnumType.STRING)
    AccountState state;

    @Column(name = "password_hash")
    String passwordHash;

    /** Issuer and subject at the identity provider; null for who signs in here. */
    String subject;

    @Column(name = "created_at")
    Instant createdAt;

    void take(StaffAccount from) {
        displayName = from.displayName();
        team = from.team().orElse(null);
        roles = Words.join(from.roles());
        state = from.state();
    }

    StaffAccount toAccount() {
        return new StaffAccount(account, displayName, Optional.ofNullable(team), Words.split(roles), state);
    }
}
