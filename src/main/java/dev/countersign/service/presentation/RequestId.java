package dev.countersign.service.presentation;

/** Names a transaction to wallets, in URIs and as {@code state}: who knows it may fetch and answer. */
public record RequestId(String value) {
    @Override
    public String toString() {
        return "RequestId[...]";
    }
}
