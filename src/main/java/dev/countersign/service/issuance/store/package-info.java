/** Offers, used nonces and issued credentials in PostgreSQL; claims sealed, secrets hashed. */
@NullMarked
package dev.countersign.service.issuance.store;

import org.jspecify.annotations.NullMarked;
