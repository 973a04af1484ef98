/** Consent under test: states, limits, and whole calls with the wallet that we ship. */
@NullMarked
package dev.countersign.service.consent;

import org.jspecify.annotations.NullMarked;
