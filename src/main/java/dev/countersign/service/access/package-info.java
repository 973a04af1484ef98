/**
 * Who may call: staff accounts and sessions, machine clients, access tokens. Start at {@link dev.countersign.service.access.CurrentCaller}.
 */
@NullMarked
package dev.countersign.service.access;

import org.jspecify.annotations.NullMarked;
