/** Accounts, sessions and clients in PostgreSQL. */
@NullMarked
package dev.countersign.service.access.store;

import org.jspecify.annotations.NullMarked;
