/**
 * The messages between our wallets and the service under {@code /wallet/v1}: enrolment, push subscription, inbox,
 * receipts. Every request carries a {@code DPoP} header, a proof of the holder key.
 *
 * <p>What a wallet reads may carry members it does not know; what the service reads may not. Start at
 * {@link dev.countersign.protocol.wallet.EnrolmentRequest} and {@link dev.countersign.protocol.wallet.InboxEvent}.
 */
@NullMarked
package dev.countersign.protocol.wallet;

import org.jspecify.annotations.NullMarked;
