/** The agent's page in a real browser, first against a desk that plays the service, then against the service. */
@NullMarked
package dev.countersign.service.console.web;

import org.jspecify.annotations.NullMarked;
