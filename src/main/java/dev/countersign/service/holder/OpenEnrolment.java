package dev.countersign.service.holder;

import dev.countersign.service.platform.Random;
import dev.countersign.service.platform.SortableIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Gives out a one-time code by which one wallet may be enrolled for a customer. */
@ApplicationScoped
public class OpenEnrolment {
    /** How long a code is good. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    private final EnrolmentCodes codes;
    private final SortableIds ids;
    private final Random random;
    private final Clock clock;

    OpenEnrolment(EnrolmentCodes codes, SortableIds ids, Random random, Clock clock) {
        this.codes = codes;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** Returns a new code; it is good when the caller's transaction commits. */
    @Transactional
    public EnrolmentCode.Open open(CustomerId customer) {
        Instant expiresAt = clock.instant().plus(LIFETIME);
        EnrolmentCode code = new EnrolmentCode(ids.make("enr"), random.token());
        codes.add(customer, code, expiresAt);
        return new EnrolmentCode.Open(code, expiresAt);
    }
}
