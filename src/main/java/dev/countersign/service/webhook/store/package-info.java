/** Endpoints, messages and deliveries in PostgreSQL. */
@NullMarked
package dev.countersign.service.webhook.store;

import org.jspecify.annotations.NullMarked;
