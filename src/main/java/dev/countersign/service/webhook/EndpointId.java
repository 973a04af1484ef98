package dev.countersign.service.webhook;

/**
 * Name of an endpoint, as in {@code whe_01k9...}.
 *
 * @param value at most 64 characters
 */
public record EndpointId(String value) {
    public EndpointId {
        if (value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException("endpoint id: " + value.length() + " characters (expected: 1..64)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
