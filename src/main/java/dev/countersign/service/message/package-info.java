/**
 * Messages to a customer that only the customer's wallets can read, and the proof that they were sent.
 *
 * <p>What a message says is encrypted to each wallet's key while it is taken, and never kept otherwise: afterwards we cannot read it
 * either. Start at {@link dev.countersign.service.message.SendMessage}.
 */
@NullMarked
package dev.countersign.service.message;

import org.jspecify.annotations.NullMarked;
