/**
 * The wallet's ports on a JVM: files that are encrypted with AES-GCM, keys among them, and HTTP.
 *
 * <p>Start at {@link dev.countersign.wallet.jvm.EncryptedDirectory}.
 */
@NullMarked
package dev.countersign.wallet.jvm;

import org.jspecify.annotations.NullMarked;
