package dev.countersign.service.holder;

/** The wallet that made the current request. Only to be asked where the role {@code wallet} is demanded. */
public interface CurrentWallet {

    /** Returns the wallet as it was when the request was authenticated: active. */
    Wallet wallet();
}
