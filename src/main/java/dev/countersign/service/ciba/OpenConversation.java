package dev.countersign.service.ciba;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.holder.Wallets;
import dev.countersign.service.interaction.FindInteraction;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.NewInteraction;
import dev.countersign.service.interaction.OpenInteraction;
import dev.countersign.service.platform.OAuthProblem;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Finds the one customer whom a request means, and the interaction in which to ask. */
@ApplicationScoped
class OpenConversation {
    private final Customers customers;
    private final Wallets wallets;
    private final Subjects subjects;
    private final CheckUserCode checkUserCode;
    private final OpenInteraction openInteraction;
    private final FindInteraction findInteraction;
    private final CurrentCaller caller;

    OpenConversation(
            Customers customers,
            Wallets wallets,
            Subjects subjects,
            CheckUserCode checkUserCode,
            OpenInteraction openInteraction,
            FindInteraction findInteraction,
            CurrentCaller caller) {
        this.customers = customers;
        this.wallets = wallets;
        this.subjects = subjects;
        this.checkUserCode = checkUserCode;
        this.openInteraction = openInteraction;
        this.findInteraction = findInteraction;
        this.caller = caller;
    }

    /** An interaction in which the customer can be asked. */
    record Opened(Interaction interaction, BackchannelRequest.Conversation conversation) {}

    Opened open(AuthenticationRequest request, CibaClient client) {
        // CIBA 7.2 step 4: the hint means one customer, and that customer can be asked.
        Customer customer = find(request.hint(), client)
                .filter(found -> !wallets.active(found.id()).isEmpty())
                .orElseThrow(CibaErrors::unknownUser);
        // Step 5.
        checkUserCode.check(customer.id(), request.userCode());
        PurposeDetail detail = request.detail();
        boolean own = detail.interaction().isEmpty() && detail.externalId().isEmpty();
        // A conversation that others may have opened is not every client's to ask in.
        if (!own && !caller.hasRole(Roles.SCOPE_INTERACTIONS)) {
            throw notThere();
        }
        Interaction interaction = detail.interaction().isPresent()
                ? existing(detail)
                : openInteraction.open(new NewInteraction(
                        detail.channel(),
                        detail.direction(),
                        detail.externalId(),
                        Optional.of(customer),
                        Optional.empty()));
        // Who is asked in a conversation is who the conversation is with.
        if (!interaction.customer().filter(customer.id()::equals).isPresent()) {
            throw notThere();
        }
        return new Opened(
                interaction, own ? BackchannelRequest.Conversation.OWN : BackchannelRequest.Conversation.OTHERS);
    }

    private Interaction existing(PurposeDetail detail) {
        try {
            return findInteraction.findOwn(detail.interaction().orElseThrow());
        } catch (Problem e) {
            if (e.type() == ProblemType.NOT_FOUND) {
                throw notThere();
            }
            throw e;
        }
    }

    private static OAuthProblem notThere() {
        return CibaErrors.invalidAuthorizationDetails(
                "interaction or external_id (expected: an open interaction with this customer)");
    }

    private Optional<Customer> find(Hint hint, CibaClient client) {
        if (hint instanceof Hint.OwnNumber number) {
            return customers.find(number.number());
        }
        if (hint instanceof Hint.Phone phone) {
            // A household may share a telephone: of several customers none is picked.
            List<Customer> found = customers.findByPhone(phone.phone());
            return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
        }
        if (hint instanceof Hint.Subject subject) {
            return subjects.find(client.clientId(), subject.subject()).flatMap(customers::find);
        }
        return Optional.empty();
    }
}
