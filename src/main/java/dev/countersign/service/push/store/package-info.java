/** Subscriptions and the outbox in PostgreSQL. */
@NullMarked
package dev.countersign.service.push.store;

import org.jspecify.annotations.NullMarked;
