/**
 * Messages of the organisation to a customer that only the customer's wallets can read: signed by the organisation (JWS), then
 * encrypted to a key that each wallet has for nothing else (JWE), with a record of the sending in the InteractionLog.
 *
 * <p>Start at {@link dev.countersign.protocol.message.CustomerMessage} and {@link dev.countersign.protocol.message.SealedMessage}.
 */
@NullMarked
package dev.countersign.protocol.message;

import org.jspecify.annotations.NullMarked;
