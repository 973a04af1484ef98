/**
 * Token Status List (draft-ietf-oauth-status-list-20) in its JWT form, read and write: whether a credential that was
 * issued still holds.
 *
 * <p>A credential names its place by a {@link dev.countersign.protocol.statuslist.StatusReference}; the issuer publishes
 * a signed {@link dev.countersign.protocol.statuslist.StatusListToken}. What cannot be fetched is Undecided, never valid
 * and never revoked. Start at {@link dev.countersign.protocol.statuslist.StatusListToken}.
 */
@NullMarked
package dev.countersign.protocol.statuslist;

import org.jspecify.annotations.NullMarked;
