package dev.countersign.service.push;

/**
 * Wants to know what became of messages. Every bean of this type is told, whoever sent the message.
 *
 * <p>Called inside the short transaction that records the outcome: what a listener writes is stored together with it,
 * once for each message. A listener uses no network, and ignores references that are not its own.
 */
public interface DeliveryListener {

    /** Takes note that the message with this reference was handed over, or never will be. */
    void onDelivery(String reference, DeliveryReport report);
}
