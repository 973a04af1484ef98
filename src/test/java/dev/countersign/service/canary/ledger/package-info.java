/** Tests, and what they need. */
@NullMarked
package dev.countersign.service.canary.ledger;

import org.jspecify.annotations.NullMarked;
