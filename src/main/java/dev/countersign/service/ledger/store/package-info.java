/** The log's table. */
@NullMarked
package dev.countersign.service.ledger.store;

import org.jspecify.annotations.NullMarked;
