/**
 * Content: recordings, transcripts and attachments of interactions, of any size.
 *
 * <p>It is encrypted while it streams in, under a key of its interaction that is wrapped by the customer's key and by the
 * keys of the roles that may read it; so erasing the customer erases it in every copy. Reading needs a role, a reason and,
 * where the policy says so, a second person; each reading is recorded. Start at {@link
 * dev.countersign.service.content.ReceiveContent} and {@link dev.countersign.service.content.ReadContent}.
 */
@NullMarked
package dev.countersign.service.content;

import org.jspecify.annotations.NullMarked;
