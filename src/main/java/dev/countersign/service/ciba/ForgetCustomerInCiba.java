package dev.countersign.service.ciba;

import dev.countersign.service.holder.CustomerErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Removes what CIBA keeps of a customer, when the customer is erased. */
@ApplicationScoped
class ForgetCustomerInCiba {
    private final BackchannelRequests requests;
    private final Subjects subjects;
    private final UserCodes userCodes;

    ForgetCustomerInCiba(BackchannelRequests requests, Subjects subjects, UserCodes userCodes) {
        this.requests = requests;
        this.subjects = subjects;
        this.userCodes = userCodes;
    }

    void forget(@Observes CustomerErased erased) {
        requests.forget(erased.customer());
        subjects.forget(erased.customer());
        userCodes.remove(erased.customer());
    }
}
