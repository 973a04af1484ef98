/** Challenges and purposes over HTTP, for desks and for wallets. */
@NullMarked
package dev.countersign.service.consent.web;

import org.jspecify.annotations.NullMarked;
