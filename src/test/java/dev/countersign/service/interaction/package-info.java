/** Conversations: their masks, their timelines, and what platforms say of them. */
@NullMarked
package dev.countersign.service.interaction;

import org.jspecify.annotations.NullMarked;
