/**
 * Customers and their wallets: who can be asked, on which phones, by which keys.
 *
 * <p>A customer is registered by the bank and becomes a Holder by enrolling a wallet with a one-time code. Names are
 * sealed under a key of the customer's own, phone numbers are kept as keyed hashes; erasing a customer destroys the key.
 * A customer may also prove control of a DID, which is looked at again when it is used, and register credentials of other
 * issuers by presenting them. Start at {@link dev.countersign.service.holder.RegisterCustomer} and {@link
 * dev.countersign.service.holder.EnrolWallet}.
 */
@NullMarked
package dev.countersign.service.holder;

import org.jspecify.annotations.NullMarked;
