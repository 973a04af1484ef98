/** A bank, its customer's wallet, and attackers; all in one process, made of the real protocol parts. */
@NullMarked
package dev.countersign.wallet;

import org.jspecify.annotations.NullMarked;
