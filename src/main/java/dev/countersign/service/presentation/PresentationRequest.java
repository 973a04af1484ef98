package dev.countersign.service.presentation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.dcql.DcqlQuery;
import dev.countersign.protocol.transaction.TransactionData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wants to have presented.
 *
 * @param recipient name of the {@link PresentationRecipient} that learns the outcome
 * @param reference what the recipient knows it by
 * @param expiresAt an answer at this time or later is late
 * @param consentContext the data of the {@code verifier_info} entry that our wallets show
 * @param transactionData what is to be authorised along with it
 */
public record PresentationRequest(
        String recipient,
        String reference,
        DcqlQuery query,
        WalletProfile profile,
        Instant expiresAt,
        Optional<ObjectNode> consentContext,
        List<TransactionData> transactionData) {
    /** Copies the list. */
    public PresentationRequest {
        transactionData = List.copyOf(transactionData);
    }
}
