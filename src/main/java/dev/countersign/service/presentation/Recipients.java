package dev.countersign.service.presentation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

/** The recipients there are, by name. */
@ApplicationScoped
class Recipients {
    private final Instance<PresentationRecipient> all;

    Recipients(@Any Instance<PresentationRecipient> all) {
        this.all = all;
    }

    /**
     * Returns the recipient of this name.
     *
     * @throws IllegalArgumentException when there is none
     */
    PresentationRecipient named(String name) {
        return all.stream()
                .filter(recipient -> recipient.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("recipient: " + name + " (expected: one that exists)"));
    }
}
