package dev.countersign.service.portal;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.SortableIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** A customer asks to be erased. Nothing is erased by it: law may demand that the organisation keeps what it has. */
@ApplicationScoped
public class AskForErasure {
    private final ErasureRequests requests;
    private final SortableIds ids;
    private final Clock clock;

    AskForErasure(ErasureRequests requests, SortableIds ids, Clock clock) {
        this.requests = requests;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Keeps the request.
     *
     * @throws Problem state-conflict when there is an open one
     */
    @Transactional
    public ErasureRequest ask(CustomerId customer) {
        Instant now = clock.instant();
        ErasureRequest request = new ErasureRequest(
                ids.make("era"),
                customer,
                ErasureRequest.State.OPEN,
                now,
                now.plus(ErasureRequest.TIME_TO_DECIDE),
                Optional.empty());
        if (!requests.add(request)) {
            throw new Problem(ProblemType.STATE_CONFLICT, "You have asked already; it is not decided yet.");
        }
        return request;
    }
}
