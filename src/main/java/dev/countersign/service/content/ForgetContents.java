package dev.countersign.service.content;

import dev.countersign.service.holder.CustomerErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Forgets the contents of a customer who is erased: with the customer's key every wrapped key is void, here and in every
 * backup. The ciphertext, which says nothing any more, is swept from the store later.
 */
@ApplicationScoped
class ForgetContents {
    private final Contents contents;
    private final KeyWraps wraps;
    private final Readings readings;

    ForgetContents(Contents contents, KeyWraps wraps, Readings readings) {
        this.contents = contents;
        this.wraps = wraps;
        this.readings = readings;
    }

    void forget(@Observes CustomerErased erased) {
        String owner = erased.customer().value();
        contents.erase(contents.ofOwner(owner));
        wraps.forget(owner);
        readings.forgetReasons(owner);
    }
}
