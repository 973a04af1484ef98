package dev.countersign.service.issuance;

/**
 * The name of an offer.
 *
 * @param value {@code off_...}
 */
public record OfferId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
