/** OpenID4VP transactions over HTTP: a bank that asks, Alice's wallet, and those who try to answer in her place. */
@NullMarked
package dev.countersign.service.presentation;

import org.jspecify.annotations.NullMarked;
