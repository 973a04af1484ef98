/** CIBA under test: a client library that we did not write asks, and the wallet that we ship answers. */
@NullMarked
package dev.countersign.service.ciba;

import org.jspecify.annotations.NullMarked;
