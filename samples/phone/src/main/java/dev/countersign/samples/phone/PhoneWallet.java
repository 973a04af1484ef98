package dev.countersign.samples.phone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.openid4vp.ClientId;
import dev.countersign.protocol.openid4vp.WalletInvocation;
import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.protocol.wallet.PushMessage;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.ConsentRecord;
import dev.countersign.wallet.LogStanding;
import dev.countersign.wallet.Offer;
import dev.countersign.wallet.Offering;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Organisation;
import dev.countersign.wallet.Received;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Sent;
import dev.countersign.wallet.StoredCredential;
import dev.countersign.wallet.TypedNumber;
import dev.countersign.wallet.Wallet;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the phone does: takes requests that come, opens them, answers as it is told, and fetches receipts. */
final class PhoneWallet implements AutoCloseable {
    private static final int RECEIPTS_AT_ONCE = 50;
    private static final long TICK_MILLIS = 250;
    private static final long RECEIPT_DELAY_MILLIS = 1_500;
    private static final long RENEWAL_HOURS = 6;
    private static final long LOG_MINUTES = 30;

    /** The log has a receipt within seconds; a bank that takes longer is asked again with every look. */
    private static final int PROOF_TRIES = 6;

    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

    private final Wallet wallet;
    private final PushRegistration registration;
    private final Clock clock;
    private final OnScreen screen = new OnScreen();
    private final OffersShown offers = new OffersShown();
    private final PhoneMessages messages;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final List<Consumer<PhoneEvent>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "phone");
        thread.setDaemon(true);
        return thread;
    });

    private volatile @Nullable NumberSource automatic;
    private volatile @Nullable Future<?> ticking;
    private volatile @Nullable Future<?> renewing;
    private volatile @Nullable Future<?> looking;
    private volatile @Nullable URI server;
    private volatile @Nullable Inboxes inboxes;

    PhoneWallet(Wallet wallet, PushRegistration registration, Clock clock) {
        this.wallet = wallet;
        this.messages = new PhoneMessages(wallet);
        this.registration = registration;
        this.clock = clock;
    }

    void begin(URI address, Inboxes following) {
        server = address;
        inboxes = following;
        following.followAll();
        renewing = background.scheduleWithFixedDelay(this::renewCards, RENEWAL_HOURS, RENEWAL_HOURS, TimeUnit.HOURS);
        looking = background.scheduleWithFixedDelay(this::lookAtLogs, LOG_MINUTES, LOG_MINUTES, TimeUnit.MINUTES);
        ticking = background.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    Wallet wallet() {
        return wallet;
    }

    Instant now() {
        return clock.instant();
    }

    /** Calls this whenever something on the screen may have changed. */
    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    void unwatch(Runnable watcher) {
        watchers.remove(watcher);
    }

    void listen(Consumer<PhoneEvent> listener) {
        listeners.add(listener);
    }

    void approveAutomatically(NumberSource numbers) {
        automatic = numbers;
        snapshot().waiting().forEach(request -> background.execute(() -> approveNow(request, numbers)));
    }

    OnScreen.Snapshot snapshot() {
        return screen.snapshot();
    }

    OffersShown offers() {
        return offers;
    }

    PhoneMessages messages() {
        return messages;
    }

    // ---- what comes from outside

    /** There is a message; the screen fetches it when somebody looks. */
    void messageIsThere() {
        messages.arrived();
        changed();
    }

    /** A push came: it is shown first, and then the organisation is told that it is here. */
    void pushed(PushMessage message) {
        arrived(message, PhoneEvent.Kind.PUSHED);
        wallet.arrived(message);
    }

    /** A request came. */
    void arrived(PushMessage message, PhoneEvent.Kind way) {
        Optional<Waiting> request = screen.arrived(message, claimed(message.request()), clock.instant());
        if (!request.isPresent()) {
            return;
        }
        tell(way, "");
        changed();
        NumberSource numbers = automatic;
        if (numbers != null) {
            background.execute(() -> approveNow(request.get(), numbers));
        }
    }

    private Optional<Organisation> claimed(URI link) {
        try {
            if (WalletInvocation.parse(link.toString()) instanceof WalletInvocation.ByReference reference) {
                String did = ClientId.parse(reference.clientId()).original();
                return wallet.enrolments().stream()
                        .map(enrolment -> enrolment.organisation())
                        .filter(organisation -> organisation.did().equals(did))
                        .findFirst();
            }
        } catch (MalformedInputException e) {
            // It is shown as coming from nobody we know; opening it says what is wrong with it.
            return Optional.empty();
        }
        return Optional.empty();
    }

    void closed(InboxEvent.Closed event) {
        screen.over(event);
        changed();
    }

    void connected(String walletId) {
        screen.connection(walletId, OnScreen.Link.UP);
        background.execute(this::fetchMissingReceipts);
        background.execute(this::renewCards);
        background.execute(this::lookAtLogs);
        background.execute(messages::beginWhereNeeded);
        changed();
    }

    void disconnected(String walletId) {
        screen.connection(walletId, OnScreen.Link.DOWN);
        changed();
    }

    void receiptIsThere(String challenge) {
        background.execute(() -> fetchReceipt(challenge));
    }

    private void fetchMissingReceipts() {
        wallet.history().stream()
                .filter(record -> !record.receipt().isPresent()
                        && record.answer().kind() != ConsentRecord.Kind.EXPIRED
                        && !record.signIn())
                .limit(RECEIPTS_AT_ONCE)
                .forEach(record -> fetchReceipt(record.challenge()));
    }

    private void fetchReceipt(String challenge) {
        try {
            if (wallet.receipts().fetch(challenge).isPresent()) {
                tell(PhoneEvent.Kind.RECEIPT, challenge);
                changed();
                laterProof(challenge, PROOF_TRIES);
            }
        } catch (IOException e) {
            // It stays on the list of missing receipts, which is asked for again at every connection.
            changed();
        }
    }

    private void laterProof(String challenge, int triesLeft) {
        if (triesLeft > 0 && find(challenge).filter(this::isWaitingForTheLog).isPresent()) {
            Future<?> unused = background.schedule(
                    () -> {
                        prove(challenge);
                        laterProof(challenge, triesLeft - 1);
                    },
                    RECEIPT_DELAY_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    private void prove(String challenge) {
        try {
            wallet.receipts().prove(challenge);
        } catch (IOException e) {
            // It goes on waiting, and is asked for again with the next look.
            return;
        }
        changed();
    }

    /** Whether the logs only grew; and what still waits for its place is asked for. */
    void lookAtLogs() {
        wallet.receipts().look();
        wallet.history().stream()
                .filter(this::isWaitingForTheLog)
                .limit(RECEIPTS_AT_ONCE)
                .forEach(record -> prove(record.challenge()));
        changed();
    }

    private boolean isWaitingForTheLog(ConsentRecord record) {
        LogStanding standing = wallet.receipts().standing(record);
        return standing instanceof LogStanding.Waiting || standing instanceof LogStanding.Missing;
    }

    private Optional<ConsentRecord> find(String challenge) {
        return wallet.history().stream()
                .filter(record -> record.challenge().equals(challenge))
                .findFirst();
    }

    /** Returns the receipt as a file for others. */
    Optional<byte[]> receiptFile(String challenge) {
        return wallet.receipts().export(challenge).map(file -> Json.print(file.toJson()));
    }

    /** What ends soon is renewed by itself; what cannot be now is tried again. One at a time: each card is renewed once. */
    private synchronized void renewCards() {
        for (StoredCredential card : wallet.renewable(RENEWED_BEFORE)) {
            if (wallet.renew(card) instanceof Received.Added) {
                tell(PhoneEvent.Kind.RENEWED, "");
                changed();
            }
        }
    }

    /** Time passes: what is over leaves the screen. */
    private void tick() {
        Optional<Asked> over = screen.lapse(clock.instant());
        over.ifPresent(asked -> wallet.lapsed(asked.prompt()));
        if (screen.lapseWaiting(clock.instant()) || over.isPresent()) {
            changed();
        }
    }

    // ---- what the person does

    /** Opens a request that waits. Its answer is for the screen. */
    ObjectNode open(String waitingId) {
        return screen.find(waitingId)
                .map(request -> open(request.request(), Optional.of(request)))
                .orElseGet(() -> Outcomes.outcome("expired"));
    }

    ObjectNode open(URI link) {
        return open(link, Optional.empty());
    }

    private ObjectNode open(URI link, Optional<Waiting> request) {
        Opened opened = wallet.open(link);
        ObjectNode answer = Outcomes.of(opened);
        if (opened instanceof Opened.Prompt prompt) {
            Asked current = screen.show(prompt.prompt(), request);
            answer.set("prompt", PromptJson.of(current));
            tell(PhoneEvent.Kind.OPENED, prompt.prompt().context().challenge());
        } else {
            if (!(opened instanceof Opened.Undecided)) {
                request.ifPresent(screen::forget);
            }
            tell(PhoneEvent.Kind.REFUSED, "");
        }
        changed();
        return answer;
    }

    ObjectNode approve(String promptId, Set<String> optional, Optional<String> number) {
        Optional<Asked> current = screen.take(promptId);
        if (!current.isPresent()) {
            return Outcomes.outcome("expired");
        }
        return answer(current.get(), () -> current.get().selection(optional, number));
    }

    private ObjectNode answer(Asked current, Supplier<Selection> choice) {
        Optional<Sent> sent = Optional.empty();
        try {
            sent = Optional.of(wallet.approve(current.prompt(), choice.get()));
            return settle(current, sent.get());
        } finally {
            if (!sent.isPresent()) {
                // Nothing was sent, so the prompt is still there to be answered.
                screen.release(current);
            }
        }
    }

    ObjectNode decline(String promptId) {
        return refuse(promptId, prompt -> wallet.decline(prompt), "declined");
    }

    ObjectNode report(String promptId) {
        return refuse(promptId, prompt -> wallet.report(prompt), "reported");
    }

    private ObjectNode refuse(String promptId, Consumer<ConsentPrompt> way, String outcome) {
        Optional<Asked> current = screen.take(promptId);
        if (!current.isPresent()) {
            return Outcomes.outcome("expired");
        }
        way.accept(current.get().prompt());
        screen.gone(current.get());
        changed();
        laterReceipt(current.get());
        return Outcomes.outcome(outcome);
    }

    private ObjectNode settle(Asked current, Sent sent) {
        boolean again = Outcomes.mayTryAgain(sent);
        if (again) {
            screen.release(current);
        } else {
            screen.gone(current);
            laterReceipt(current);
        }
        tell(
                sent instanceof Sent.Accepted ? PhoneEvent.Kind.APPROVED : PhoneEvent.Kind.NOT_TAKEN,
                current.prompt().context().challenge());
        changed();
        return Outcomes.of(sent);
    }

    /** In case the inbox is down just now. */
    private void laterReceipt(Asked current) {
        String challenge = current.prompt().context().challenge();
        Future<?> unused =
                background.schedule(() -> fetchIfMissing(challenge), RECEIPT_DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void fetchIfMissing(String challenge) {
        if (find(challenge)
                .filter(record -> !record.receipt().isPresent() && !record.signIn())
                .isPresent()) {
            fetchReceipt(challenge);
        }
    }

    ObjectNode withdraw(String challenge) {
        Optional<ConsentRecord> record = find(challenge);
        boolean taken = record.isPresent() && wallet.withdraw(record.get()) instanceof Sent.Accepted;
        changed();
        return Outcomes.outcome(taken ? "withdrawn" : "refused");
    }

    // ---- cards

    Offering inspect(String link) {
        return wallet.receive().inspect(link);
    }

    Received accept(Offer offer, Optional<String> txCode) {
        Received received = wallet.receive()
                .accept(offer, txCode, Optional.ofNullable(server).map(registration::subscription));
        Inboxes following = inboxes;
        if (received instanceof Received.Added && following != null) {
            following.followAll();
        }
        changed();
        return received;
    }

    // ---- by itself

    private void approveNow(Waiting request, NumberSource numbers) {
        ObjectNode opened = open(request.request(), Optional.of(request));
        String promptId = opened.path("prompt").path("id").asText("");
        Optional<Asked> current = screen.take(promptId);
        if (!current.isPresent()) {
            return;
        }
        ConsentPrompt prompt = current.get().prompt();
        Selection least = Selection.requiredOnly();
        answer(
                current.get(),
                () -> prompt.needsNumber() ? least.typing(new TypedNumber(numbers.numberFor(prompt))) : least);
    }

    private void tell(PhoneEvent.Kind kind, String about) {
        PhoneEvent event = new PhoneEvent(kind, clock.instant(), about);
        listeners.forEach(listener -> listener.accept(event));
    }

    private void changed() {
        watchers.forEach(Runnable::run);
    }

    @Override
    public void close() {
        Future<?> clockwork = ticking;
        if (clockwork != null) {
            clockwork.cancel(false);
        }
        Future<?> renewal = renewing;
        if (renewal != null) {
            renewal.cancel(false);
        }
        Future<?> look = looking;
        if (look != null) {
            look.cancel(false);
        }
        background.shutdownNow();
    }
}
