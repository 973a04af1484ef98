package dev.countersign.service.portal;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.holder.EraseCustomer;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.portal.ErasureRequest.Decision;
import dev.countersign.service.portal.ErasureRequest.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** Decides about a request for erasure, once: carries it out, or refuses it with a reason that the customer reads. */
@ApplicationScoped
public class DecideErasure {
    private static final int LONGEST_REASON = 500;

    private final ErasureRequests requests;
    private final Customers customers;
    private final EraseCustomer eraseCustomer;
    private final CurrentCaller caller;
    private final Clock clock;

    DecideErasure(
            ErasureRequests requests,
            Customers customers,
            EraseCustomer eraseCustomer,
            CurrentCaller caller,
            Clock clock) {
        this.requests = requests;
        this.customers = customers;
        this.eraseCustomer = eraseCustomer;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Erases the customer.
     *
     * @throws Problem not-found; state-conflict when it is decided
     */
    @Transactional
    public ErasureRequest carryOut(String id) {
        ErasureRequest open = open(id);
        ErasureRequest done =
                open.decided(State.CARRIED_OUT, new Decision(caller.name(), clock.instant(), Optional.empty()));
        requests.decide(done);
        eraseCustomer.erase(open.customer());
        return done;
    }

    /**
     * Keeps the customer's data.
     *
     * @throws Problem not-found; state-conflict when it is decided; invalid-value when the reason says nothing or too much
     */
    @Transactional
    public ErasureRequest refuse(String id, String reason) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw new Problem(ProblemType.INVALID_VALUE, "The customer must be told why.")
                    .at("/reason", "expected: 1 to " + LONGEST_REASON + " characters");
        }
        ErasureRequest open = open(id);
        Optional<Customer> customer = customers.find(open.customer());
        if (customer.isEmpty()) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The customer is erased already.");
        }
        ErasureRequest refused =
                open.decided(State.REFUSED, new Decision(caller.name(), clock.instant(), Optional.of(reason.strip())));
        requests.decide(refused);
        return refused;
    }

    private ErasureRequest open(String id) {
        ErasureRequest found =
                requests.hold(id).orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such request."));
        if (found.state() != State.OPEN) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The request is decided (expected: open).");
        }
        return found;
    }
}
