/** Webhooks against receivers that behave and receivers that do not. */
@org.jspecify.annotations.NullMarked
package dev.countersign.service.webhook;
