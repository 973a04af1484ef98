package dev.countersign.service.message;

import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.message.CustomerMessage;
import dev.countersign.protocol.message.MessageContent;
import dev.countersign.protocol.message.RecipientKey;
import dev.countersign.protocol.message.SealedMessage;
import dev.countersign.protocol.message.SendingRecord;
import dev.countersign.service.holder.WalletId;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.Random;
import dev.countersign.service.platform.SortableIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Signs a message for each wallet, then encrypts it to that wallet's key. Nothing is kept and nothing is sent here. */
@ApplicationScoped
class DraftMessage {
    private final OrganisationKeys keys;
    private final PublicUrl publicUrl;
    private final SortableIds ids;
    private final Random random;
    private final Clock clock;

    DraftMessage(OrganisationKeys keys, PublicUrl publicUrl, SortableIds ids, Random random, Clock clock) {
        this.keys = keys;
        this.publicUrl = publicUrl;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A message that is ready to go.
     *
     * @param content the commitment to what it says, with its salt: for whoever wrote it
     * @param recordSalt for the log's entry
     */
    record Draft(CustomerMessage.Logged content, List<MessageCopy> copies, SendingRecord record, Salt recordSalt) {}

    Draft draft(NewMessage message, Map<WalletId, RecipientKey> recipients, VerifierKey log) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        MessageContent content = new MessageContent(
                publicUrl.uri().toString(),
                now.truncatedTo(ChronoUnit.SECONDS),
                ids.make("msg"),
                message.words(),
                message.interaction().map(Object::toString));
        CustomerMessage.Logged logged = CustomerMessage.Logged.in(log, content, Salt.random(random::bytes));
        List<MessageCopy> copies = new ArrayList<>();
        recipients.forEach((wallet, key) ->
                copies.add(MessageCopy.sent(wallet, seal(new CustomerMessage(content, wallet.value(), logged), key))));
        SendingRecord record = new SendingRecord(
                content.id(),
                now,
                logged.commitment(),
                copies.stream()
                        .map(copy -> SendingRecord.Copy.of(copy.wallet().value(), copy.sealed()))
                        .toList());
        return new Draft(logged, copies, record, Salt.random(random::bytes));
    }

    private SealedMessage seal(CustomerMessage message, RecipientKey recipient) {
        String signed = message.sign(
                keys.signer(KeyUse.RECEIPT),
                keys.publicKey(KeyUse.RECEIPT).keyId().orElseThrow());
        return SealedMessage.seal(signed, recipient);
    }
}
