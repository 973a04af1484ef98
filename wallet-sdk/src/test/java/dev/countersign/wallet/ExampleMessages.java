package dev.countersign.wallet;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.message.CustomerMessage;
import dev.countersign.protocol.message.MessageContent;
import dev.countersign.protocol.message.MessageText;
import dev.countersign.protocol.message.RecipientKey;
import dev.countersign.protocol.message.SealedMessage;
import dev.countersign.protocol.message.SendingRecord;
import dev.countersign.protocol.wallet.MessagePage;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The messages of the {@link ExampleBank} to the one wallet that it knows. */
public final class ExampleMessages {
    /** What the bank calls that wallet. */
    static final String WALLET = "wal_1";

    private final ExampleBank bank;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, byte[]> entries = new ConcurrentHashMap<>();
    final List<MessagePage.Item> items = new CopyOnWriteArrayList<>();
    final List<String> read = new CopyOnWriteArrayList<>();
    volatile Optional<RecipientKey> key = Optional.empty();

    /** What it answers in place of the list. */
    volatile Optional<String> answer = Optional.empty();

    ExampleMessages(ExampleBank bank) {
        this.bank = bank;
    }

    /** Sends a message as an honest bank does, and returns its name. */
    public String send(String subject, String text) {
        CustomerMessage message = message(subject, text);
        SealedMessage sealed = seal(signed(message, bank.receiptKey));
        deliver(sealed, record(message, sealed));
        return message.content().id();
    }

    /** Returns a message that nobody has signed yet. */
    CustomerMessage message(String subject, String text) {
        MessageContent content = new MessageContent(
                bank.address().toString(),
                bank.clock().instant(),
                "msg_" + numbers.incrementAndGet(),
                new MessageText(subject, text, "en"),
                Optional.empty());
        return new CustomerMessage(content, WALLET, logged(content));
    }

    CustomerMessage.Logged logged(MessageContent content) {
        return CustomerMessage.Logged.in(
                bank.interactionLog.verifierKey(), content, Salt.random(RandomSource.secure()));
    }

    static String signed(CustomerMessage message, KeyPair by) {
        return message.sign(JwsSigner.of(by), "receipt-1");
    }

    SealedMessage seal(String signed) {
        return SealedMessage.seal(signed, key.orElseThrow());
    }

    static SendingRecord record(CustomerMessage message, SealedMessage sealed) {
        return new SendingRecord(
                message.content().id(),
                message.content().issuedAt(),
                message.logged().commitment(),
                List.of(SendingRecord.Copy.of(WALLET, sealed)));
    }

    /** Puts something into the wallet's list, honest or not, and its entry into the log. */
    void deliver(SealedMessage sealed, SendingRecord record) {
        Salt salt = Salt.random(RandomSource.secure());
        items.add(0, new MessagePage.Item(sealed, record, salt, false));
        byte[] entry = record.entry(salt).bytes();
        entries.put(record.message(), entry);
        if (bank.sequencesAtOnce) {
            bank.interactionLog.append(entry);
        }
    }

    /** Answers a request of the wallet that holds the key. */
    Reply handle(String path, Request request) {
        if (path.equals("/wallet/v1/message_key")) {
            key = Optional.of(RecipientKey.parse(JsonMembers.of(Json.parse(request.body()), "test")
                    .object("jwk")
                    .json()));
            return new Reply(204, Map.of(), new byte[0]);
        }
        if (path.equals("/wallet/v1/messages")) {
            return page(request);
        }
        String id = path.split("/", -1)[4];
        if (path.endsWith("/read")) {
            read.add(id);
            return new Reply(204, Map.of(), new byte[0]);
        }
        return Optional.ofNullable(entries.get(id))
                .flatMap(bank.interactionLog::prove)
                .map(proof -> new Reply(200, Map.of("content-type", "text/plain"), proof.bytes()))
                .orElseGet(() -> new Reply(404, Map.of(), new byte[0]));
    }

    private Reply page(Request request) {
        int from = Optional.ofNullable(request.uri().getQuery())
                .map(query -> Integer.parseInt(query.substring("cursor=".length())))
                .orElse(0);
        int to = Math.min(items.size(), from + MessagePage.MAX_ITEMS);
        MessagePage page = new MessagePage(
                new ArrayList<>(items.subList(from, to)),
                to < items.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
        byte[] body =
                answer.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElseGet(() -> Json.print(page.toJson()));
        return new Reply(200, Map.of("content-type", "application/json"), body);
    }
}
