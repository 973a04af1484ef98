package dev.countersign.service.ciba;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.service.consent.Alice;
import dev.countersign.service.consent.Challenges;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.holder.CustomerNumber;
import dev.countersign.service.holder.Customers;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Sent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Hands a customer's wallet the request that a push would have brought. */
@ApplicationScoped
public class Phones {
    private final Customers customers;
    private final Challenges challenges;

    Phones(Customers customers, Challenges challenges) {
        this.customers = customers;
        this.challenges = challenges;
    }

    /** Returns all challenges of a customer, oldest first. */
    @Transactional
    public List<ConsentChallenge> challenges(String customerNumber) {
        return challenges.of(
                customers.find(new CustomerNumber(customerNumber)).orElseThrow().id(), Instant.EPOCH);
    }

    /** What the wallet shows of the request that came last. */
    public ConsentPrompt prompt(Alice alice) {
        List<ConsentChallenge> asked = challenges(alice.number());
        URI request = asked.get(asked.size() - 1).ask().requestUri();
        Opened opened = alice.wallet().open(request);
        assertThat(opened).isInstanceOf(Opened.Prompt.class);
        return ((Opened.Prompt) opened).prompt();
    }

    /** The customer says yes to the request that came last. */
    public void approves(Alice alice) {
        assertThat(alice.wallet().approve(prompt(alice), Selection.requiredOnly()))
                .isInstanceOf(Sent.Accepted.class);
    }

    /** The customer says no to it. */
    public void declines(Alice alice) {
        assertThat(alice.wallet().decline(prompt(alice))).isInstanceOf(Sent.Accepted.class);
    }

    /** The customer says that it is not theirs. */
    public void reports(Alice alice) {
        assertThat(alice.wallet().report(prompt(alice))).isInstanceOf(Sent.Accepted.class);
    }
}
