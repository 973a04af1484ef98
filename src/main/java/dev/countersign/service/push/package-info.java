/**
 * Phones, and messages to them: Web Push (RFC 8030, 8291, 8292), UnifiedPush, FCM and APNs, by a durable outbox; text messages
 * by a gateway, without one.
 *
 * <p>Knows a phone only by an opaque {@link dev.countersign.service.push.PhoneId} and a message only as JSON with a
 * deadline: no customer, no challenge, nothing personal. A message that was accepted is tried at once, again with
 * back-off until it expires, and survives a restart. Start at {@link dev.countersign.service.push.SendPush}.
 */
@NullMarked
package dev.countersign.service.push;

import org.jspecify.annotations.NullMarked;
