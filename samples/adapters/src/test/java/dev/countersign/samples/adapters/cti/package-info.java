/** The adapters against the real service and a customer with a wallet. */
@NullMarked
package dev.countersign.samples.adapters.cti;

import org.jspecify.annotations.NullMarked;
