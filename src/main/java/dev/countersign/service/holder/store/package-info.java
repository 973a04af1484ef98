/** Customers, wallets and enrolment codes in PostgreSQL; personal values sealed. */
@NullMarked
package dev.countersign.service.holder.store;

import org.jspecify.annotations.NullMarked;
