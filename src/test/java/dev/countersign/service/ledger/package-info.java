@NullMarked
package dev.countersign.service.ledger;

import org.jspecify.annotations.NullMarked;
