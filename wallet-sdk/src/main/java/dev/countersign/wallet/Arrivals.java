package dev.countersign.wallet;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.openid4vp.ClientId;
import dev.countersign.protocol.openid4vp.WalletInvocation;
import dev.countersign.protocol.wallet.Arrival;
import dev.countersign.protocol.wallet.PushMessage;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells organisations how their questions fare on the way to the Holder: arrived, opened. Nothing waits for it, and nothing
 * is tried again: it helps the one who asks, and the answer does not depend on it.
 */
final class Arrivals {
    private static final int MOST_WAITING = 64;
    private static final int IDLE_SECONDS = 10;

    private final OrganisationLine line;
    private final WalletPorts ports;
    private final Executor background;

    Arrivals(OrganisationLine line, WalletPorts ports, Executor background) {
        this.line = line;
        this.ports = ports;
        this.background = background;
    }

    /** Returns one thread that comes and goes; what is too much for it is dropped. */
    static Executor inBackground() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                task -> {
                    Thread thread = new Thread(task, "wallet-arrivals");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** A push came, from whoever knows our subscription: only an organisation that we are enrolled with is told. */
    void pushed(PushMessage message) {
        claimed(message).ifPresent(enrolment -> arrived(enrolment, message, Arrival.Channel.PUSH));
    }

    /** An organisation's inbox had it. */
    void arrived(Enrolment enrolment, PushMessage message, Arrival.Channel channel) {
        message.challenge()
                .ifPresent(challenge -> tell(
                        enrolment,
                        Request.post(
                                enrolment.endpoint("challenges/" + challenge + "/delivered"),
                                new Arrival(channel).toJson())));
    }

    /** The Holder sees the question. */
    void opened(ConsentPrompt prompt) {
        ports.enrolments()
                .with(prompt.requester().did())
                .ifPresent(enrolment -> tell(
                        enrolment,
                        Request.of(
                                Request.Method.POST,
                                enrolment.endpoint(
                                        "challenges/" + prompt.context().challenge() + "/opened"))));
    }

    private Optional<Enrolment> claimed(PushMessage message) {
        try {
            return WalletInvocation.parse(message.request().toString())
                            instanceof WalletInvocation.ByReference reference
                    ? ports.trust().find(ClientId.parse(reference.clientId())).flatMap(known -> ports.enrolments()
                            .with(known.did()))
                    : Optional.empty();
        } catch (MalformedInputException e) {
            // A push that says nothing we could answer; opening it says what is wrong with it.
            return Optional.empty();
        }
    }

    private void tell(Enrolment enrolment, Request request) {
        background.execute(() -> {
            try {
                Optional<HolderKey> key = ports.keys().find(enrolment.key());
                if (key.isPresent()) {
                    line.send(request, key.get());
                }
            } catch (IOException | KeyUnavailableException e) {
                // Told or not: the Holder sees the question all the same.
                return;
            }
        });
    }
}
