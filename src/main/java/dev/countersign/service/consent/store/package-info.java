/** The tables of purposes, challenges and receipts. */
@NullMarked
package dev.countersign.service.consent.store;

import org.jspecify.annotations.NullMarked;
