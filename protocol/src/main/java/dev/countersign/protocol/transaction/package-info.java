/**
 * Transaction data (OpenID4VP 1.0 sections 5.1, 8.4 and B.3.3): what a Holder authorises, tied to the key binding by a
 * hash over the exact string that was sent; and the payment profile of EUDI TS12 on top of it.
 *
 * <p>The wallet asks {@link dev.countersign.protocol.transaction.TransactionRequest} whether it may show a request, and
 * makes the claims with {@link dev.countersign.protocol.transaction.TransactionDataHashes}; the verifier checks them
 * with the same class. Start at {@link dev.countersign.protocol.transaction.TransactionData}.
 */
@NullMarked
package dev.countersign.protocol.transaction;

import org.jspecify.annotations.NullMarked;
