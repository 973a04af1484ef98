package dev.countersign.service.webhook;

import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became of messages. All calls join the caller's transaction. */
public interface DeliveryLog {
    /** Lists deliveries to an endpoint, newest first; the sort key is the id. */
    Page<Delivery> list(EndpointId endpoint, Optional<DeliveryState> state, PageRequest page);

    /** Finds one. */
    Optional<Delivery> find(EndpointId endpoint, DeliveryId id);

    /** Lists attempts, oldest first; the newest hundred. */
    List<DeliveryAttempt> attempts(DeliveryId id);

    /** Makes an ended delivery due again, from the first attempt on; returns false when it is pending. */
    boolean replay(DeliveryId id, Instant now);

    /** Makes all that failed, and were written down in a time, due again; returns how many. */
    int replayFailed(EndpointId endpoint, Instant from, Instant now);

    /** Forgets deliveries that ended before this time, at most so many; returns how many. */
    int forget(Instant endedBefore, int most);
}
