/** The request to a receiver. */
@NullMarked
package dev.countersign.service.webhook.client;

import org.jspecify.annotations.NullMarked;
