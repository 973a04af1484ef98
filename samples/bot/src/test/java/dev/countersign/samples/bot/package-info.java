/** The bot under test. */
@NullMarked
package dev.countersign.samples.bot;

import org.jspecify.annotations.NullMarked;
