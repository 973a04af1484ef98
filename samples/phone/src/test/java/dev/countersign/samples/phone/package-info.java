/** The phone against a bank made of the real protocol parts, in a real browser where there is one. */
@NullMarked
package dev.countersign.samples.phone;

import org.jspecify.annotations.NullMarked;
