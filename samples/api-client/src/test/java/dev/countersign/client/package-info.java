/** The generated client against the packaged service. */
@NullMarked
package dev.countersign.client;

import org.jspecify.annotations.NullMarked;
