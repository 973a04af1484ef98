/**
 * What every wire format here shares: the three-valued {@link dev.countersign.protocol.Verification}, the one exception
 * for input that is not even the format, and strict readers of JSON and base64url.
 *
 * <p>Start at {@link dev.countersign.protocol.Verification}.
 */
@NullMarked
package dev.countersign.protocol;

import org.jspecify.annotations.NullMarked;
