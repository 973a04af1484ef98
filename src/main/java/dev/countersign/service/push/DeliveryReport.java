package dev.countersign.service.push;

import java.time.Instant;

/** What became of a message to one phone; final. */
public sealed interface DeliveryReport {

    /** Returns the phone it was for. */
    PhoneId phone();

    /** Returns when this was known. */
    Instant at();

    /** The push service took it. Whether the phone showed it, nobody tells. */
    record Sent(PhoneId phone, Instant at) implements DeliveryReport {}

    /** It was not handed over, and will not be tried again. */
    record Failed(PhoneId phone, Instant at, DeliveryFailure failure) implements DeliveryReport {}
}
