/** Attacks on the way out to the network. */
@NullMarked
package dev.countersign.service.platform.client;

import org.jspecify.annotations.NullMarked;
