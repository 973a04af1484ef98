/** How long interactions are kept, what must not go, and what went. */
@NullMarked
package dev.countersign.service.retention;

import org.jspecify.annotations.NullMarked;
