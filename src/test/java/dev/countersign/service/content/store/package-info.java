/** What content stores promise. */
@NullMarked
package dev.countersign.service.content.store;

import org.jspecify.annotations.NullMarked;
