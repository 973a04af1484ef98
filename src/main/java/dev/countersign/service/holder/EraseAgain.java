package dev.countersign.service.holder;

import dev.countersign.service.platform.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Erases customers who came back with an older copy of the data although their keys are gone: what is left of them is of no
 * use to anybody, and they asked for it.
 */
@ApplicationScoped
public class EraseAgain {
    private static final int BATCH = 500;

    private final PersonalData personalData;
    private final Customers customers;
    private final EraseCustomer eraseCustomer;

    EraseAgain(PersonalData personalData, Customers customers, EraseCustomer eraseCustomer) {
        this.personalData = personalData;
        this.customers = customers;
        this.eraseCustomer = eraseCustomer;
    }

    /** Erases whoever came back; returns how many. */
    public int eraseAgain() {
        int erased = 0;
        List<String> owners = personalData.destroyed("", BATCH);
        while (!owners.isEmpty()) {
            List<CustomerId> back = customers.present(owners);
            back.forEach(eraseCustomer::eraseAtOnce);
            erased += back.size();
            owners = personalData.destroyed(owners.get(owners.size() - 1), BATCH);
        }
        return erased;
    }
}
