/** Sign-ins, sessions and requests of customers in PostgreSQL. */
@NullMarked
package dev.countersign.service.portal.store;

import org.jspecify.annotations.NullMarked;
