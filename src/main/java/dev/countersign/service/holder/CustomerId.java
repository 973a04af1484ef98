package dev.countersign.service.holder;

/**
 * Our own name for a customer; never shown to a wallet or another party.
 *
 * @param value {@code cus_...}
 */
public record CustomerId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
