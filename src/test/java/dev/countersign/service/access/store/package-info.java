/** Tests of what access keeps. */
@NullMarked
package dev.countersign.service.access.store;

import org.jspecify.annotations.NullMarked;
