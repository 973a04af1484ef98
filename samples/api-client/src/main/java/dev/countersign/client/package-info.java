/**
 * A client of the Countersign API. Everything below {@code api}, {@code model} and {@code http} is generated from the
 * API's own document; here stands only how a machine signs in. Start at {@link dev.countersign.client.Countersign}.
 */
@NullMarked
package dev.countersign.client;

import org.jspecify.annotations.NullMarked;
