/** PostgreSQL. */
@NullMarked
package dev.countersign.service.ciba.store;

import org.jspecify.annotations.NullMarked;
