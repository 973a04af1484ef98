/**
 * Credentials for customers' wallets by OpenID4VCI 1.0, pre-authorized code flow: offer, token, nonce, credential,
 * notification; and what becomes of a credential afterwards.
 *
 * <p>The claims of an offer are sealed under the customer's key and gone once they are issued or the offer has expired.
 * Start at {@link dev.countersign.service.issuance.OfferCredential}, then
 * {@link dev.countersign.service.issuance.RedeemCode} and {@link dev.countersign.service.issuance.IssueCredential}.
 */
@NullMarked
package dev.countersign.service.issuance;

import org.jspecify.annotations.NullMarked;
