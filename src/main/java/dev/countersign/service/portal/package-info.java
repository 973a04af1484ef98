/**
 * The customer's own pages: what was asked of them and who saw it, their receipts, and what they may demand.
 *
 * <p>Customers sign in by presenting the bank's own credential; there is no password. Who is at the page is unknown until the
 * answer is verified, and the answer opens a session in the browser that began, nowhere else. Start at {@link
 * dev.countersign.service.portal.StartSignIn} and {@link dev.countersign.service.portal.ShowInteraction}.
 */
@NullMarked
package dev.countersign.service.portal;

import org.jspecify.annotations.NullMarked;
