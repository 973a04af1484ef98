/** The table {@code presentation_transaction}. */
@NullMarked
package dev.countersign.service.presentation.store;

import org.jspecify.annotations.NullMarked;
