/** The log's way out: to its witnesses. */
@NullMarked
package dev.countersign.service.ledger.client;

import org.jspecify.annotations.NullMarked;
