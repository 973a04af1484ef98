package dev.countersign.service.push;

/** Why a message was given up. */
public enum DeliveryFailure {
    /** The phone has no subscription. */
    NOT_SUBSCRIBED,
    /** The push service says that the subscription is gone; it was removed. */
    SUBSCRIPTION_GONE,
    /** The push service will never take this message, or not from us. */
    REFUSED,
    /** The platform does not take our credentials. */
    NOT_ALLOWED,
    /** The message expired before the push service could be reached. */
    EXPIRED
}
