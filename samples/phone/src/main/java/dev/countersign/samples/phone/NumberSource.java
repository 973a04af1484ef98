package dev.countersign.samples.phone;

import dev.countersign.wallet.ConsentPrompt;

/** Knows the number that the agent says: stands in for the customer's ear when nobody is there. */
@FunctionalInterface
public interface NumberSource {
    /** Returns the two digits for this prompt; asked only when it needs a number. May wait. */
    String numberFor(ConsentPrompt prompt);
}
