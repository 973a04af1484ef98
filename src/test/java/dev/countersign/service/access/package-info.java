/** Tests, and what they need. */
@NullMarked
package dev.countersign.service.access;

import org.jspecify.annotations.NullMarked;
