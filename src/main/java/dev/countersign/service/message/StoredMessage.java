package dev.countersign.service.message;

import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.message.SendingRecord;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.ledger.EntryId;
import java.util.Optional;

/**
 * What we keep of a message besides its copies: that it was sent, never what it says.
 *
 * @param sentBy staff account or machine client, as in {@code staff:alice}
 * @param record of the sending
 * @param salt with which the log's entry commits to the record
 * @param entry in the log
 */
public record StoredMessage(
        MessageId id,
        CustomerId customer,
        Optional<InteractionId> interaction,
        String sentBy,
        SendingRecord record,
        Salt salt,
        EntryId entry) {
    @Override
    public String toString() {
        return "StoredMessage[" + id + "]";
    }
}
