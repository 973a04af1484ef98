package dev.countersign.service.webhook;

/**
 * Name of one message's way to one endpoint, as in {@code dlv_01k9...}.
 *
 * @param value at most 64 characters
 */
public record DeliveryId(String value) {
    public DeliveryId {
        if (value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException("delivery id: " + value.length() + " characters (expected: 1..64)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
