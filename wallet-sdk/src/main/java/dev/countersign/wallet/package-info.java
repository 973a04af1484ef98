/**
 * The Holder's side: receives credentials (OpenID4VCI 1.0), is asked for them (OpenID4VP 1.0), shows who asks and why,
 * and answers only what was shown.
 *
 * <p>Runs on Android from API 26 and on any JVM from 17. What differs between them is behind ports: keys, stores, the
 * network and whom to trust; {@code dev.countersign.wallet.jvm} has one of each for a JVM. Start at
 * {@link dev.countersign.wallet.Wallet}.
 */
@NullMarked
package dev.countersign.wallet;

import org.jspecify.annotations.NullMarked;
