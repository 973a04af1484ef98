/** Any telephone system: events of ECMA-323 (CSTA III in XML), or a screen pop by URL. */
@NullMarked
package dev.countersign.samples.adapters.cti;

import org.jspecify.annotations.NullMarked;
