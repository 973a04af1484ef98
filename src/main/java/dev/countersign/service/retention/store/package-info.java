/** Retention over PostgreSQL. */
@NullMarked
package dev.countersign.service.retention.store;

import org.jspecify.annotations.NullMarked;
