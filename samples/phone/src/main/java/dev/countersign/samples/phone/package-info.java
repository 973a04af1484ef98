/**
 * A wallet with a screen: the wallet-sdk behind a page that looks like a phone, with a push service of its own.
 *
 * <p>Everything listens on the loopback interface only. Start at {@link dev.countersign.samples.phone.Phone}.
 */
@NullMarked
package dev.countersign.samples.phone;

import org.jspecify.annotations.NullMarked;
