/**
 * Consent: what is asked of a customer within an interaction, why, and what came of it.
 *
 * <p>A {@link dev.countersign.service.consent.Purpose} says what may be asked; a {@link
 * dev.countersign.service.consent.ConsentChallenge} is one asking, answered at most once; a consent receipt is what both
 * sides keep. Start at {@link dev.countersign.service.consent.ChallengeHolder}.
 */
@NullMarked
package dev.countersign.service.consent;

import org.jspecify.annotations.NullMarked;
