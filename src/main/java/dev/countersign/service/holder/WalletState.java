package dev.countersign.service.holder;

import dev.countersign.protocol.MalformedInputException;
import java.util.Locale;

/** Whether a wallet may be used. One that was removed has no state: it is gone. */
public enum WalletState {
    /** It may. */
    ACTIVE,
    /** It may not, until somebody makes it active again. */
    SUSPENDED;

    /** Returns the name as it stands in JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the name as it stands in JSON.
     *
     * @throws MalformedInputException when there is no such state
     */
    public static WalletState parse(String wireName) {
        for (WalletState state : values()) {
            if (state.wireName().equals(wireName)) {
                return state;
            }
        }
        throw new MalformedInputException("Countersign: state of a wallet (expected: active or suspended)");
    }
}
