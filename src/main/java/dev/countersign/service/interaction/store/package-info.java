/** The tables of interactions and of verified identities. */
@NullMarked
package dev.countersign.service.interaction.store;

import org.jspecify.annotations.NullMarked;
