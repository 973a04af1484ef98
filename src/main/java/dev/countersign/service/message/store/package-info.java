/** Messages in PostgreSQL. */
@NullMarked
package dev.countersign.service.message.store;

import org.jspecify.annotations.NullMarked;
