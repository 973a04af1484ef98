package dev.countersign.service.presentation;

/** Names a transaction on our side. It never goes out: who knows it may cancel. */
public record TransactionId(String value) {
    @Override
    public String toString() {
        return "TransactionId[...]";
    }
}
