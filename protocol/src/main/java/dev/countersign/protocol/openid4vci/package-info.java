/**
 * The messages of OpenID for Verifiable Credential Issuance 1.0, read and written by both sides: offer, token, nonce,
 * credential, notification, metadata, and the proof of the key a credential is bound to.
 *
 * <p>Pre-authorized code flow, proofs of type {@code jwt}. Start at
 * {@link dev.countersign.protocol.openid4vci.CredentialOffer} and {@link dev.countersign.protocol.openid4vci.KeyProof}.
 */
@NullMarked
package dev.countersign.protocol.openid4vci;

import org.jspecify.annotations.NullMarked;
