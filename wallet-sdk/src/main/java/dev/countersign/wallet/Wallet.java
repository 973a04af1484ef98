package dev.countersign.wallet;

import dev.countersign.did.DidJwk;
import dev.countersign.did.DidKey;
import dev.countersign.did.DidResolver;
import dev.countersign.did.DidWeb;
import dev.countersign.did.DidWebVh;
import dev.countersign.did.DocumentFetcher;
import dev.countersign.did.WebVhPrefixes;
import dev.countersign.protocol.openid4vci.EndpointPolicy;
import dev.countersign.protocol.openid4vp.RequestObjectVerifier;
import dev.countersign.protocol.openid4vp.RequestPolicy;
import dev.countersign.protocol.wallet.Arrival;
import dev.countersign.protocol.wallet.PushMessage;
import dev.countersign.protocol.wallet.PushSubscription;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A Holder's wallet.
 *
 * <p>{@link #open} verifies who asks and returns what must be shown; {@link #approve} takes nothing but that. Methods wait
 * for the network: call them off the thread that draws the screen. A wallet may be used by several threads.
 */
public final class Wallet {
    private static final int REMEMBERED_LOGS = 32;

    private final WalletPorts ports;
    private final OpenRequest openRequest;
    private final AnswerRequest answer;
    private final OrganisationLine line;
    private final Receive receive;
    private final Receipts receipts;
    private final Messages messages;
    private final Arrivals arrivals;
    private final Renew renew;

    private Wallet(WalletPorts ports, Posture posture) {
        this.ports = ports;
        FetchedDocuments documents = new FetchedDocuments(ports.transport());
        WebVhPrefixes histories = WebVhPrefixes.inMemory(REMEMBERED_LOGS);
        DidWeb didWeb = posture.didWeb(documents);
        DidWebVh didWebVh = posture.didWebVh(documents, ports.clock()).remembering(histories);
        ResolvedDidKeys didKeys = new ResolvedDidKeys(posture.resolver(documents, ports.clock(), histories));
        RequestObjectVerifier verifier =
                new RequestObjectVerifier(didKeys, Set.of(), ports.clock(), posture.requestPolicy());
        ObtainCredential.Shelf shelf = new ObtainCredential.Shelf(ports.keys(), ports.credentials());
        this.line = new OrganisationLine(ports.transport(), ports.clock());
        this.openRequest = new OpenRequest(
                ports.transport(),
                ports.trust(),
                verifier,
                new OpenRequest.Holdings(ports.credentials(), ports.clock()));
        this.answer = new AnswerRequest(ports.transport(), shelf, ports.records(), ports.clock());
        this.receive = new Receive(
                ports.transport(),
                posture.endpointPolicy(),
                new ObtainCredential(ports.transport(), posture.endpointPolicy(), shelf, ports.clock()),
                new Enrol(
                        ports.transport(),
                        new Enrol.Book(ports.keys(), ports.messageKeys(), ports.enrolments(), ports.platform()),
                        new OrganisationPlaces(didWeb, didWebVh),
                        ports.clock()));
        this.renew = new Renew(
                ports.transport(),
                line,
                receive,
                new Renew.Shelf(ports.keys(), ports.credentials(), ports.enrolments()),
                ports.clock());
        this.arrivals = new Arrivals(line, ports, Arrivals.inBackground());
        LogWatch watch = new LogWatch(ports.transport(), ports.logs(), ports.witnesses(), ports.clock());
        this.receipts = new Receipts(
                line,
                ports,
                new ReceiptSignature(
                        documents, (source, memory) -> posture.resolver(source, ports.clock(), memory), histories),
                watch);
        this.messages = new Messages(line, ports, didKeys, watch);
    }

    /** How strict a wallet is about addresses. */
    private enum Posture {
        STRICT,
        DEVELOPMENT;

        DidWeb didWeb(DocumentFetcher documents) {
            DidWeb strict = new DidWeb(documents);
            return this == STRICT ? strict : strict.allowingLoopbackHttp();
        }

        DidWebVh didWebVh(DocumentFetcher documents, Clock clock) {
            DidWebVh strict = new DidWebVh(documents, clock);
            return this == STRICT ? strict : strict.allowingLoopbackHttp();
        }

        DidResolver resolver(DocumentFetcher documents, Clock clock, WebVhPrefixes histories) {
            return DidResolver.of(
                    didWebVh(documents, clock).remembering(histories), didWeb(documents), new DidKey(), new DidJwk());
        }

        RequestPolicy requestPolicy() {
            return this == STRICT
                    ? RequestPolicy.strict()
                    : RequestPolicy.strict().allowingLoopbackHttp();
        }

        EndpointPolicy endpointPolicy() {
            return this == STRICT ? EndpointPolicy.HTTPS_ONLY : EndpointPolicy.ALLOWING_LOOPBACK_HTTP;
        }
    }

    /** Returns a wallet on these ports that takes https addresses only. */
    public static Wallet on(WalletPorts ports) {
        return new Wallet(ports, Posture.STRICT);
    }

    /** Returns a wallet for development on one machine: it also takes plain http on a loopback host. Never in production. */
    public static Wallet allowingLoopbackHttp(WalletPorts ports) {
        return new Wallet(ports, Posture.DEVELOPMENT);
    }

    /** Returns how credentials are received. */
    public Receive receive() {
        return receive;
    }

    /**
     * Returns the credentials that end within this time and can be {@linkplain #renew renewed}, the first to end first; none that
     * has ended.
     */
    public List<StoredCredential> renewable(Duration within) {
        Instant now = ports.clock().instant();
        return ports.credentials().all().stream()
                .filter(credential -> credential.statement().expiresAt().isPresent() && !credential.isExpired(now))
                .filter(credential -> credential.isExpired(now.plus(within)))
                .filter(credential -> renew.issuer(credential).isPresent())
                .sorted(Comparator.comparing(
                        credential -> credential.statement().expiresAt().get()))
                .collect(Collectors.toList());
    }

    /**
     * Gets a credential again from its issuer before it ends; the Holder need not do anything. The old one is forgotten when the new
     * one is kept, and not before.
     */
    public Received renew(StoredCredential credential) {
        return renew.renew(credential);
    }

    /** Returns how receipts are fetched. */
    public Receipts receipts() {
        return receipts;
    }

    /** Returns how messages of organisations are read. */
    public Messages messages() {
        return messages;
    }

    /** Returns the credentials that are held, the oldest first. */
    public List<StoredCredential> credentials() {
        return ports.credentials().all();
    }

    /** Returns the organisations that this wallet is enrolled with. */
    public List<Enrolment> enrolments() {
        return ports.enrolments().all();
    }

    /** Returns what was asked and answered, the newest first. */
    public List<ConsentRecord> history() {
        return ports.records().all();
    }

    /**
     * Tells the organisation that this push reached the wallet, so that the one who asks knows. Returns at once; best effort.
     * For the inbox, {@link Inbox} does the same by itself.
     *
     * @param message what {@link PushKeys#open} read; untrusted
     */
    public void arrived(PushMessage message) {
        arrivals.pushed(message);
    }

    /**
     * Fetches a request and verifies who asks. Discloses nothing; a stranger is not even contacted.
     *
     * @param request {@code openid4vp://...}, from a push, the inbox, a QR code or a link; untrusted
     */
    public Opened open(URI request) {
        Opened opened = openRequest.open(request);
        if (opened instanceof Opened.Prompt prompt) {
            rememberName(prompt.prompt().requester());
            // Nobody at a desk waits to hear of it.
            if (!prompt.prompt().signIn()) {
                arrivals.opened(prompt.prompt());
            }
        }
        return opened;
    }

    /** An organisation that was verified under a newer DID is not believed under the older one any more. */
    private void rememberName(Organisation requester) {
        ports.enrolments()
                .with(requester.did())
                .filter(enrolment -> !enrolment.organisation().did().equals(requester.did()))
                .ifPresent(enrolment -> ports.enrolments().save(enrolment.with(requester)));
    }

    /**
     * Discloses what the prompt shows and the Holder chose, bound to this request and, where asked, to the number typed.
     *
     * @throws KeyUnavailableException when a key is locked or gone; the prompt can be approved again
     */
    public Sent approve(ConsentPrompt prompt, Selection selection) {
        return answer.approve(prompt, selection);
    }

    /** Says no. Nothing is disclosed, whether or not the answer arrives. */
    public Sent decline(ConsentPrompt prompt) {
        Sent sent = answer.decline(prompt, "the Holder declined");
        answer.remember(
                prompt,
                ConsentRecord.Answer.nothingDisclosed(
                        ConsentRecord.Kind.DECLINED, ports.clock().instant()));
        return sent;
    }

    /** Says: "I am not on this call". The organisation is told at once, and the request is over. */
    public Sent report(ConsentPrompt prompt) {
        if (prompt.signIn()) {
            // There is no agent to be warned: a no ends the attempt.
            Sent sent = answer.decline(prompt, "the Holder is not signing in");
            answer.remember(
                    prompt,
                    ConsentRecord.Answer.nothingDisclosed(
                            ConsentRecord.Kind.REPORTED, ports.clock().instant()));
            return sent;
        }
        if (!prompt.beginAnswer()) {
            return new Sent.AlreadyAnswered();
        }
        prompt.answered();
        answer.remember(
                prompt,
                ConsentRecord.Answer.nothingDisclosed(
                        ConsentRecord.Kind.REPORTED, ports.clock().instant()));
        Optional<Enrolment> enrolment =
                ports.enrolments().with(prompt.requester().did());
        Optional<HolderKey> key = enrolment.flatMap(found -> ports.keys().find(found.key()));
        if (!enrolment.isPresent() || !key.isPresent()) {
            return new Sent.Unsent();
        }
        URI endpoint = enrolment.get().endpoint("challenges/" + prompt.context().challenge() + "/reported");
        return told(Request.of(Request.Method.POST, endpoint), key.get());
    }

    /** Takes note that a prompt was not answered in time. */
    public void lapsed(ConsentPrompt prompt) {
        if (prompt.beginAnswer()) {
            prompt.answered();
            answer.remember(
                    prompt,
                    ConsentRecord.Answer.nothingDisclosed(
                            ConsentRecord.Kind.EXPIRED, ports.clock().instant()));
        }
    }

    /** Takes a consent back: the organisation is told, and must stop using what was shared. */
    public Sent withdraw(ConsentRecord record) {
        Optional<Enrolment> enrolment =
                ports.enrolments().with(record.organisation().did());
        Optional<HolderKey> key = enrolment.flatMap(found -> ports.keys().find(found.key()));
        if (!enrolment.isPresent() || !key.isPresent()) {
            return new Sent.Unsent();
        }
        URI endpoint = enrolment.get().endpoint("challenges/" + record.challenge() + "/withdrawn");
        Sent sent = told(Request.of(Request.Method.POST, endpoint), key.get());
        if (sent instanceof Sent.Accepted) {
            ports.records().save(record.withdrawn(ports.clock().instant()));
        }
        return sent;
    }

    /** Tells an organisation where it may push; in place of what it knew. */
    public Sent setPush(Enrolment enrolment, PushSubscription subscription) {
        Optional<HolderKey> key = ports.keys().find(enrolment.key());
        if (!key.isPresent()) {
            return new Sent.Unsent();
        }
        Request request = Request.of(Request.Method.PUT, enrolment.endpoint("push_subscription"))
                .json(subscription.toJson());
        return told(request, key.get());
    }

    /** Returns the inbox of an organisation; nothing is read yet. */
    public Inbox inbox(Enrolment enrolment) {
        HolderKey key = ports.keys()
                .find(enrolment.key())
                .orElseThrow(() -> new KeyUnavailableException(KeyUnavailableException.Reason.INVALIDATED));
        Request request = Request.of(Request.Method.GET, enrolment.endpoint("inbox"))
                .with("Accept", "text/event-stream")
                .with("Cache-Control", "no-store");
        return new Inbox(
                lastEventId -> line.stream(
                        lastEventId.map(id -> request.with("Last-Event-ID", id)).orElse(request), key),
                duration -> Thread.sleep(duration.toMillis()),
                message -> arrivals.arrived(enrolment, message, Arrival.Channel.INBOX));
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
