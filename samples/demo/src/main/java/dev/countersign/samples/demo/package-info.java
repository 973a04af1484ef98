/**
 * A whole call on one machine: the bank's service, a customer's phone, and somebody at the desk.
 *
 * <p>Start at {@link dev.countersign.samples.demo.Demo}.
 */
@NullMarked
package dev.countersign.samples.demo;

import org.jspecify.annotations.NullMarked;
