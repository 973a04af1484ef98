/**
 * Our status lists (Token Status List): a place for every credential that we issue, what stands there, and the signed
 * lists that the world reads.
 *
 * <p>Places are unique and unpredictable; a revocation is for good. Start at
 * {@link dev.countersign.service.statuslist.AllocateStatus} and
 * {@link dev.countersign.service.statuslist.ChangeStatus}.
 */
@NullMarked
package dev.countersign.service.statuslist;

import org.jspecify.annotations.NullMarked;
