/**
 * OpenID4VP transactions: a request object that wallets fetch, an answer that is judged at most once, and the
 * {@link dev.countersign.service.presentation.PresentationRecipient} that learns the outcome. Knows nothing of why
 * something is asked. Start at {@link dev.countersign.service.presentation.StartPresentation} and
 * {@link dev.countersign.service.presentation.ReceiveResponse}.
 */
@NullMarked
package dev.countersign.service.presentation;

import org.jspecify.annotations.NullMarked;
