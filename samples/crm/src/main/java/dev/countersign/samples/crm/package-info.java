/**
 * A tiny CRM that shows the panel: its own origin, its own backend, and everything about a customer but who they are. Start
 * at {@link dev.countersign.samples.crm.Crm}.
 */
@NullMarked
package dev.countersign.samples.crm;

import org.jspecify.annotations.NullMarked;
