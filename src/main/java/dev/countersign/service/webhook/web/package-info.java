/** Webhook endpoints and their log, for administrators. */
@NullMarked
package dev.countersign.service.webhook.web;

import org.jspecify.annotations.NullMarked;
