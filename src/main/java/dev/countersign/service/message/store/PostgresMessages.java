package dev.countersign.service.message.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.message.SealedMessage;
import dev.countersign.protocol.message.SendingRecord;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.WalletId;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.ledger.EntryId;
import dev.countersign.service.message.MessageCopy;
import dev.countersign.service.message.MessageId;
import dev.countersign.service.message.Messages;
import dev.countersign.service.message.StoredMessage;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Messages in the tables {@code message} and {@code message_copy}. */
@ApplicationScoped
class PostgresMessages implements Messages {
    private static final String PURPOSE = "message_sending";

    /** Behind every id of ours. */
    private static final String NEWEST = "~";

    private final EntityManager entities;
    private final PersonalData personalData;

    PostgresMessages(EntityManager entities, PersonalData personalData) {
        this.entities = entities;
        this.personalData = personalData;
    }

    @Override
    @Transactional
    public void add(StoredMessage message, List<MessageCopy> copies) {
        MessageRow row = new MessageRow();
        row.id = message.id().value();
        row.customerId = message.customer().value();
        row.interactionId = message.interaction().map(InteractionId::value).orElse(null);
        row.sentBy = message.sentBy();
        row.sealedSending = personalData.seal(row.customerId, PURPOSE, Json.print(sending(message)));
        row.entryId = message.entry().value();
        row.sentAt = message.record().sentAt();
        entities.persist(row);
        for (MessageCopy copy : copies) {
            MessageCopyRow one = new MessageCopyRow();
            one.key = new MessageCopyRow.Key(row.id, copy.wallet().value());
            one.jwe = copy.sealed().compact();
            entities.persist(one);
        }
        entities.flush();
    }

    @Override
    @Transactional
    public Optional<StoredMessage> find(MessageId id) {
        return Optional.ofNullable(entities.find(MessageRow.class, id.value())).map(this::message);
    }

    @Override
    @Transactional
    public List<MessageCopy> copies(MessageId id) {
        return entities
                .createQuery(
                        "from MessageCopyRow where key.messageId = :id order by key.walletId", MessageCopyRow.class)
                .setParameter("id", id.value())
                .getResultList()
                .stream()
                .map(PostgresMessages::copy)
                .toList();
    }

    @Override
    @Transactional
    public Optional<StoredMessage> find(MessageId id, WalletId wallet) {
        return Optional.ofNullable(
                        entities.find(MessageCopyRow.class, new MessageCopyRow.Key(id.value(), wallet.value())))
                .flatMap(copy -> find(id));
    }

    @Override
    @Transactional
    public Page<Received> of(WalletId wallet, PageRequest page) {
        List<Received> found = entities
                .createQuery(
                        "select c, m from MessageCopyRow c, MessageRow m where m.id = c.key.messageId"
                                + " and c.key.walletId = :wallet and m.id < :after order by m.id desc",
                        Object[].class)
                .setParameter("wallet", wallet.value())
                .setParameter("after", page.after().orElse(NEWEST))
                .setMaxResults(page.limit() + 1)
                .getResultList()
                .stream()
                .map(pair -> new Received(message((MessageRow) pair[1]), copy((MessageCopyRow) pair[0])))
                .toList();
        return Page.of(found, page, received -> received.message().id().value());
    }

    @Override
    @Transactional
    public void delivered(WalletId wallet, List<MessageId> messages, Instant at) {
        if (messages.isEmpty()) {
            return;
        }
        entities.createQuery("update MessageCopyRow set deliveredAt = :at where key.walletId = :wallet"
                        + " and key.messageId in :messages and deliveredAt is null")
                .setParameter("at", at)
                .setParameter("wallet", wallet.value())
                .setParameter(
                        "messages", messages.stream().map(MessageId::value).toList())
                .executeUpdate();
    }

    @Override
    @Transactional
    public void read(WalletId wallet, MessageId message, Instant at) {
        entities.createQuery("update MessageCopyRow set readAt = :at, deliveredAt = coalesce(deliveredAt, :at)"
                        + " where key.walletId = :wallet and key.messageId = :message and readAt is null")
                .setParameter("at", at)
                .setParameter("wallet", wallet.value())
                .setParameter("message", message.value())
                .executeUpdate();
    }

    @Override
    @Transactional
    public void forget(CustomerId customer) {
        // Its copies go with it.
        entities.createQuery("delete from MessageRow where customerId = :customer")
                .setParameter("customer", customer.value())
                .executeUpdate();
    }

    private static ObjectNode sending(StoredMessage message) {
        ObjectNode sending = Json.object().put("salt", message.salt().toBase64Url());
        sending.set("record", message.record().toJson());
        return sending;
    }

    private StoredMessage message(MessageRow row) {
        ObjectNode sending = Json.parseObject(personalData.open(row.customerId, PURPOSE, row.sealedSending));
        return new StoredMessage(
                new MessageId(row.id),
                new CustomerId(row.customerId),
                Optional.ofNullable(row.interactionId).map(InteractionId::new),
                row.sentBy,
                SendingRecord.parse(sending.path("record")),
                Salt.parse(sending.path("salt").textValue()),
                new EntryId(row.entryId));
    }

    private static MessageCopy copy(MessageCopyRow row) {
        return new MessageCopy(
                new WalletId(row.key.walletId()),
                new SealedMessage(row.jwe),
                Optional.ofNullable(row.deliveredAt),
                Optional.ofNullable(row.readAt));
    }
}
