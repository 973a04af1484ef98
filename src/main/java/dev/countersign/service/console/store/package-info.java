/** Panels in PostgreSQL. */
@NullMarked
package dev.countersign.service.console.store;

import org.jspecify.annotations.NullMarked;
