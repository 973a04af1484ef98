/** Status lists and their entries in PostgreSQL. */
@NullMarked
package dev.countersign.service.statuslist.store;

import org.jspecify.annotations.NullMarked;
