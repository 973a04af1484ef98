/**
 * The bank's side of the samples: the service as a process of its own, who may sign in to it, and its API.
 *
 * <p>Start at {@link dev.countersign.samples.bank.ServiceProcess}.
 */
@NullMarked
package dev.countersign.samples.bank;

import org.jspecify.annotations.NullMarked;
