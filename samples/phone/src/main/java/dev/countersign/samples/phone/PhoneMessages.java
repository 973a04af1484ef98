package dev.countersign.samples.phone;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.wallet.Enrolment;
import dev.countersign.wallet.KeyUnavailableException;
import dev.countersign.wallet.LogStanding;
import dev.countersign.wallet.OpenedMessage;
import dev.countersign.wallet.ReceivedMessage;
import dev.countersign.wallet.Wallet;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Messages of organisations, opened whenever the screen asks; nothing of them is kept on the phone. */
final class PhoneMessages {
    private final Wallet wallet;
    private final AtomicLong arrived = new AtomicLong();
    private final Map<String, OpenedMessage> opened = new ConcurrentHashMap<>();

    PhoneMessages(Wallet wallet) {
        this.wallet = wallet;
    }

    /** There is another one. */
    void arrived() {
        arrived.incrementAndGet();
    }

    /** Returns a number that is another one whenever something came. */
    long revision() {
        return arrived.get();
    }

    /** A phone that was enrolled before it could read messages begins to. */
    void beginWhereNeeded() {
        wallet.enrolments().stream()
                .filter(enrolment -> !enrolment.messageKey().isPresent())
                .forEach(wallet.messages()::begin);
    }

    /** Fetches the newest of every organisation, opens and checks them. */
    ObjectNode list() {
        ObjectNode answer = Outcomes.outcome("listed");
        ArrayNode items = answer.putArray("items");
        for (Enrolment enrolment : wallet.enrolments()) {
            try {
                wallet.messages()
                        .list(enrolment, Optional.empty())
                        .messages()
                        .forEach(message -> items.add(shown(message)));
            } catch (IOException | KeyUnavailableException e) {
                answer.put("outcome", "unreachable");
            }
        }
        return answer;
    }

    private ObjectNode shown(ReceivedMessage message) {
        ObjectNode json = Json.object()
                .put("id", message.id())
                .put("at", JsonMembers.print(message.sentAt()))
                .put("read", message.read());
        json.set("organisation", PromptJson.organisation(message.organisation()));
        Verification<OpenedMessage> judged = wallet.messages().open(message);
        if (judged instanceof Verification.Verified<OpenedMessage> yes) {
            opened.put(message.id(), yes.value());
            json.put("state", "opened")
                    .put("subject", yes.value().words().subject())
                    .put("text", yes.value().words().text())
                    .put("lang", yes.value().words().language());
            json.set("log", StateJson.log(standing(yes.value())));
            return json;
        }
        if (judged instanceof Verification.Rejected<OpenedMessage> no) {
            // To a key that is not here: nobody's fault. Anything else is no message of that organisation.
            return json.put("state", no.reason() == RejectionReason.ENCRYPTION_INVALID ? "locked" : "refused");
        }
        return json.put("state", "undecided");
    }

    private LogStanding standing(OpenedMessage message) {
        try {
            return wallet.messages().standing(message);
        } catch (IOException e) {
            return new LogStanding.Waiting(message.signedAt());
        }
    }

    /** The Holder has read it. */
    ObjectNode read(String id) {
        Optional.ofNullable(opened.get(id)).ifPresent(wallet.messages()::read);
        return Outcomes.outcome("read");
    }
}
