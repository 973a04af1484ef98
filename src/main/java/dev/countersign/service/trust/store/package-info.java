/** Trusted issuers and the trail of their changes in PostgreSQL. */
@NullMarked
package dev.countersign.service.trust.store;

import org.jspecify.annotations.NullMarked;
