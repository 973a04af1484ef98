/**
 * What every feature stands on and that has no business words: clock, random values, keys, problems, events. Start at {@link dev.countersign.service.platform.PublicUrl}.
 */
@NullMarked
package dev.countersign.service.platform;

import org.jspecify.annotations.NullMarked;
