/**
 * What the adapters to contact-centre platforms share: asking for consent by the API, and a small HTTP server. Start at {@link
 * dev.countersign.samples.adapters.AskForConsent}.
 */
@NullMarked
package dev.countersign.samples.adapters;

import org.jspecify.annotations.NullMarked;
