/** Interactions and verified identities over HTTP. */
@NullMarked
package dev.countersign.service.interaction.web;

import org.jspecify.annotations.NullMarked;
