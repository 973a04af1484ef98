package dev.countersign.service.consent;

import dev.countersign.protocol.consent.BindingMessage;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.presentation.TransactionId;
import dev.countersign.service.presentation.WalletProfile;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What was asked, of whom, by whom: what does not change while a challenge lives.
 *
 * @param askedBy staff account or client
 * @param agentName what the customer reads as the agent's name
 * @param requestUri what a wallet opens; holds nothing personal
 * @param page names the page that shows {@code requestUri} to the customer
 * @param bindingMessage a sentence that the desk and the customer both see; empty also once the customer is erased
 * @param expiresAt an answer at this instant is too late
 */
public record Ask(
        ChallengeId id,
        InteractionId interaction,
        CustomerId customer,
        PurposeName purpose,
        int purposeVersion,
        Binding binding,
        WalletProfile profile,
        String askedBy,
        String agentName,
        TransactionId transaction,
        URI requestUri,
        PageToken page,
        Optional<BindingMessage> bindingMessage,
        Instant askedAt,
        Instant expiresAt) {
    @Override
    public String toString() {
        return "Ask[" + id + "]";
    }
}
