package dev.countersign.service.message.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.message.SendingRecord;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.message.FindMessage;
import dev.countersign.service.message.MessageCopy;
import dev.countersign.service.message.SendMessage;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A message as the API shows it: everything but what it says, which nobody but the customer can read. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Message", description = "That a message was sent, to which wallets, and the proof; never what it says")
record MessageView(
        @Schema(description = "msg_...") String id,
        @Nullable String interaction,

        @Schema(description = "Staff account or machine client")
        String sentBy,

        Instant sentAt,
        List<Copy> deliveries,
        Sending sending) {

    /** How far a wallet's copy came. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MessageDelivery", description = "How far a wallet's copy came")
    record Copy(
            @Schema(description = "wal_...") String wallet,

            @Schema(enumeration = {"sent", "delivered", "read"})
            String state,

            @Nullable Instant deliveredAt,
            @Nullable Instant readAt) {
        static Copy of(MessageCopy copy) {
            return new Copy(
                    copy.wallet().value(),
                    copy.state(),
                    copy.deliveredAt().orElse(null),
                    copy.readAt().orElse(null));
        }
    }

    /** What shows for ever that it was sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MessageSending", description = "What shows for ever that it was sent")
    record Sending(
            Entry record,

            @Schema(description = "base64url; the log has SHA-256 over salt and record (RFC 8785)")
            String salt,

            @Schema(description = "C2SP tlog-proof of the log's entry; absent until a checkpoint covers it") @Nullable
            String proof) {}

    /** What the log's entry commits to, member for member. */
    @Schema(name = "MessageSendingRecord", description = "What the log's entry commits to, member for member")
    record Entry(
            int v,
            String message,
            String sentAt,

            @Schema(description = "Commitment to what the message says; opened with its salt")
            String content,

            List<EntryCopy> copies) {
        static Entry of(SendingRecord record) {
            return new Entry(
                    record.toJson().path("v").intValue(),
                    record.message(),
                    JsonMembers.print(record.sentAt()),
                    record.content().toString(),
                    record.copies().stream()
                            .map(copy -> new EntryCopy(copy.wallet(), copy.key(), copy.jweSha256()))
                            .toList());
        }
    }

    /** To which key, and what. */
    @Schema(name = "MessageSendingCopy", description = "To which wallet and key, and a hash of what was encrypted")
    record EntryCopy(
            String wallet,

            @Schema(description = "Thumbprint of the key (RFC 7638)")
            String key,

            String jweSha256) {}

    /** The answer to whoever sent it. */
    @Schema(name = "SentMessage", description = "A message that was sent")
    record Sent(@Schema(description = "msg_...") String id, Instant sentAt, List<Copy> deliveries, Content content) {
        static Sent of(SendMessage.Sent sent) {
            return new Sent(
                    sent.message().id().value(),
                    sent.message().record().sentAt(),
                    sent.copies().stream().map(Copy::of).toList(),
                    new Content(
                            sent.contentSalt().toBase64Url(),
                            sent.message().record().content().toString()));
        }
    }

    /** With what was written, it shows later what was sent. */
    @Schema(
            name = "MessageContent",
            description =
                    "With what was written, it shows later what was sent. It is not kept here: keep it with the text")
    record Content(String salt, String commitment) {
        @Override
        public String toString() {
            return "Content";
        }
    }

    static MessageView of(FindMessage.Found found) {
        return new MessageView(
                found.message().id().value(),
                found.message().interaction().map(InteractionId::value).orElse(null),
                found.message().sentBy(),
                found.message().record().sentAt(),
                found.copies().stream().map(Copy::of).toList(),
                new Sending(
                        Entry.of(found.message().record()),
                        found.message().salt().toBase64Url(),
                        found.proof().map(Object::toString).orElse(null)));
    }
}
