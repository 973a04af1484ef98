/** Twilio: the remote end of a Studio flow's HTTP requests, for Flex and for plain Studio. */
@NullMarked
package dev.countersign.samples.adapters.twilio;

import org.jspecify.annotations.NullMarked;
