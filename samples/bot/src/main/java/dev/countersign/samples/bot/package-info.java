/** A bot that asks a customer for consent before it acts. Start at {@link dev.countersign.samples.bot.AskConsent}. */
@NullMarked
package dev.countersign.samples.bot;

import org.jspecify.annotations.NullMarked;
