/**
 * The Digital Credentials Query Language (OpenID4VP 1.0 sections 6 and 7): what a Verifier asks for, what a Holder can
 * answer with, and the Verifier's own check of the answer.
 *
 * <p>Start at {@link dev.countersign.protocol.dcql.DcqlQuery}; the Holder continues with {@link
 * dev.countersign.protocol.dcql.DcqlEvaluation}, the
 * Verifier with {@link dev.countersign.protocol.dcql.DcqlAnswerCheck}.
 */
@NullMarked
package dev.countersign.protocol.dcql;

import org.jspecify.annotations.NullMarked;
