/** Genesys Cloud: the remote end of two data actions. */
@NullMarked
package dev.countersign.samples.adapters.genesys;

import org.jspecify.annotations.NullMarked;
