package dev.countersign.wallet;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.log.TlogProof;
import dev.countersign.protocol.log.VerifiedInclusion;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.message.CustomerMessage;
import dev.countersign.protocol.message.RecipientKey;
import dev.countersign.protocol.wallet.MessagePage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads what organisations wrote to this wallet, and to nobody else: they cannot read it again themselves.
 *
 * <p>Nothing is kept here: the organisation keeps what is encrypted for as long as it does, and gives it again whenever it is asked.
 */
public final class Messages {
    private static final Pattern CURSOR = Pattern.compile("[A-Za-z0-9_-]{1,400}");

    private final OrganisationLine line;
    private final WalletPorts ports;
    private final ResolvedDidKeys didKeys;
    private final LogWatch watch;
    private final FetchProof proofs;

    Messages(OrganisationLine line, WalletPorts ports, ResolvedDidKeys didKeys, LogWatch watch) {
        this.line = line;
        this.ports = ports;
        this.didKeys = didKeys;
        this.watch = watch;
        this.proofs = new FetchProof(line);
    }

    /**
     * A part of the messages, the newest first.
     *
     * @param next where the next part begins; absent on the last
     */
    public record Listed(List<ReceivedMessage> messages, Optional<String> next) {
        /** Copies the list. */
        public Listed {
            messages = List.copyOf(messages);
        }
    }

    /**
     * Gives the organisation a new key to encrypt messages to, for an enrolment that has none yet or in place of the one before;
     * earlier messages stay readable.
     *
     * @return accepted, and the enrolment is kept with its new key; or why not
     * @throws IllegalStateException when this wallet {@linkplain WalletPorts#readingMessages reads no messages}
     */
    public Sent begin(Enrolment enrolment) {
        MessageKeys store = ports.messageKeys()
                .orElseThrow(() -> new IllegalStateException("this wallet has no store for message keys"));
        Optional<HolderKey> holder = ports.keys().find(enrolment.key());
        if (!holder.isPresent()) {
            return new Sent.Unsent();
        }
        MessageKey created = store.create();
        Request request = Request.of(Request.Method.PUT, enrolment.endpoint("message_key"))
                .json(Json.object()
                        .set("jwk", RecipientKey.of(created.publicJwk()).toJson()));
        Sent sent = told(request, holder.get());
        if (sent instanceof Sent.Accepted) {
            ports.enrolments().save(enrolment.readingWith(created.thumbprint()));
        } else if (sent instanceof Sent.Refused) {
            store.destroy(created.thumbprint());
        }
        // One that may have arrived is kept: what is encrypted to it must be readable.
        return sent;
    }

    /**
     * Lists what an organisation has for this wallet.
     *
     * @param from where an earlier part ended; empty for the newest
     * @throws IOException when it does not answer
     */
    public Listed list(Enrolment enrolment, Optional<String> from) throws IOException {
        HolderKey key = ports.keys()
                .find(enrolment.key())
                .orElseThrow(() -> new KeyUnavailableException(KeyUnavailableException.Reason.INVALIDATED));
        String query = from.map(cursor -> "?cursor=" + cursor).orElse("");
        Reply reply = line.send(Request.get(enrolment.endpoint("messages" + query)), key);
        if (!reply.succeeded()) {
            throw new IOException("messages: status " + reply.status());
        }
        try {
            MessagePage page = MessagePage.parse(reply.json());
            if (page.nextCursor()
                    .filter(cursor -> !CURSOR.matcher(cursor).matches())
                    .isPresent()) {
                throw new IOException("messages: next_cursor (expected: base64url)");
            }
            return new Listed(
                    page.items().stream()
                            .map(item -> new ReceivedMessage(enrolment, item))
                            .collect(Collectors.toList()),
                    page.nextCursor());
        } catch (MalformedInputException e) {
            throw new IOException("messages: not a page of messages", e);
        }
    }

    /**
     * Opens a message, and verifies that the organisation signed it, for this wallet, and promises that its log shows this sending.
     *
     * @return what may be shown; refused when it is anything else; undecided when the organisation's key cannot be had now
     * @throws KeyUnavailableException when the key is locked
     */
    public Verification<OpenedMessage> open(ReceivedMessage received) {
        Optional<MessageKey> key = ports.messageKeys()
                .flatMap(keys ->
                        keys.find(new KeyThumbprint(received.item().message().keyThumbprint())));
        if (!key.isPresent()) {
            return Verification.rejected(
                    RejectionReason.ENCRYPTION_INVALID, "message: kid (expected: a key of this wallet)");
        }
        return received.item()
                .message()
                .open(key.get())
                .then(signed -> verify(signed, received.enrolment()))
                .then(message -> bound(message, received));
    }

    private Verification<CustomerMessage> verify(String signed, Enrolment enrolment) {
        Verification<CustomerMessage> now = verify(signed, enrolment, didKeys);
        // A key that was replaced since: by the organisation's DID as it was then, as for a receipt.
        return now instanceof Verification.Rejected<CustomerMessage> no
                        && no.reason() == RejectionReason.ISSUER_KEY_UNKNOWN
                ? signedAt(signed)
                        .map(then -> verify(signed, enrolment, didKeys.at(then)))
                        .orElse(now)
                : now;
    }

    private static Verification<CustomerMessage> verify(String signed, Enrolment enrolment, ResolvedDidKeys keys) {
        OrganisationSignature expected =
                new OrganisationSignature(enrolment.organisation().did(), enrolment.base());
        return expected.verify(
                signed,
                keys,
                (key, issuer) -> CustomerMessage.verify(
                        signed, key, new CustomerMessage.Expected(issuer, enrolment.walletId())));
    }

    /** When a text says that it was signed; empty when it does not say. */
    private static Optional<Instant> signedAt(String signed) {
        try {
            return JsonMembers.of(Jws.parse(signed).claims(), "message").optionalNumericDate("iat");
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
    }

    /** Of the record that came beside it the signature says nothing, but the commitment in it is signed. */
    private static Verification<OpenedMessage> bound(CustomerMessage message, ReceivedMessage received) {
        return received.item().record().covers(message, received.item().message())
                ? Verification.verified(new OpenedMessage(received, message))
                : Verification.rejected(RejectionReason.CLAIM_INVALID, "message: record is of another sending");
    }

    /**
     * Fetches and verifies the proof that the sending of a message stands in the organisation's log, which is what it was or grew out
     * of it. Ask again while it is {@link LogStanding.Waiting}: it takes seconds.
     *
     * @throws IOException when the organisation does not answer
     */
    public LogStanding standing(OpenedMessage opened) throws IOException {
        Counterpart counterpart = counterpart(opened.enrolment());
        VerifierKey named = opened.message().logged().log();
        watch.meet(counterpart.log(), named);
        Optional<TlogProof> proof = proofs.fetch("messages", opened.id(), counterpart);
        Optional<VerifiedInclusion> inclusion =
                proof.flatMap(shown -> watch.take(counterpart.log(), named, opened.entry(), shown));
        return watch.standing(
                counterpart.log(),
                opened.signedAt(),
                inclusion.map(found -> OptionalLong.of(found.index())).orElse(OptionalLong.empty()));
    }

    /** Tells the organisation that the Holder has read a message. */
    public Sent read(OpenedMessage opened) {
        Optional<HolderKey> key = ports.keys().find(opened.enrolment().key());
        return key.isPresent()
                ? told(
                        Request.of(
                                Request.Method.POST, opened.enrolment().endpoint("messages/" + opened.id() + "/read")),
                        key.get())
                : new Sent.Unsent();
    }

    private Counterpart counterpart(Enrolment enrolment) {
        return new Counterpart(
                enrolment,
                ports.keys()
                        .find(enrolment.key())
                        .orElseThrow(() -> new KeyUnavailableException(KeyUnavailableException.Reason.INVALIDATED)));
    }

    private Sent told(Request request, HolderKey key) {
        try {
            Reply reply = line.send(request, key);
            return reply.succeeded()
                    ? new Sent.Accepted(Optional.empty())
                    : new Sent.Refused(reply.oauthError().orElse("status " + reply.status()));
        } catch (IOException e) {
            return new Sent.Unsent();
        }
    }
}
