/**
 * The wire types that are this product's own: what a wallet is shown about who asks and why, how consent is tied to
 * the conversation, the receipt, and the wallet's proof of its key.
 *
 * <p>Start at {@link dev.countersign.protocol.consent.ConsentContext} and
 * {@link dev.countersign.protocol.consent.ConsentReceipt}.
 */
@NullMarked
package dev.countersign.protocol.consent;

import org.jspecify.annotations.NullMarked;
