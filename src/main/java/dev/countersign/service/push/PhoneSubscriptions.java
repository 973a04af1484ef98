package dev.countersign.service.push;

import java.util.Optional;

/**
 * The subscription of each phone that has one. What {@code save} and {@code remove} did is durable when the caller's
 * transaction commits; without one, when they return.
 */
public interface PhoneSubscriptions {

    /** Gives the phone this subscription; one that it had is replaced. */
    void save(PhoneId phone, PushSubscription subscription);

    /** Takes the phone's subscription away, if it has one. */
    void remove(PhoneId phone);

    /** Takes it away only if it is still at this address: the phone may have renewed it meanwhile. */
    void removeIfStill(PhoneId phone, PushAddress address);

    /** Returns the phone's subscription. */
    Optional<PushSubscription> find(PhoneId phone);
}
