package dev.countersign.samples.phone;

import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.protocol.wallet.PushMessage;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.Organisation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is on the phone's screen: requests that wait, the one that is shown, and whether the inboxes stand. Guarded by its
 * own lock, under which nothing waits.
 */
final class OnScreen {
    private static final int REMEMBERED_REQUESTS = 200;

    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Set<String> seenRequests = new LinkedHashSet<>();
    private final Map<String, Boolean> connections = new LinkedHashMap<>();
    private final Set<String> answering = new LinkedHashSet<>();
    private int names;
    private @Nullable Asked asked;
    private @Nullable Closed closed;

    /** A prompt that went off the screen without an answer of ours, and why. */
    record Closed(String id, String outcome) {}

    /** Everything at one instant. */
    record Snapshot(
            List<Waiting> waiting, Optional<Asked> asked, Optional<Closed> closed, Map<String, Boolean> connections) {}

    synchronized Snapshot snapshot() {
        return new Snapshot(
                new ArrayList<>(waiting.values()),
                Optional.ofNullable(asked),
                Optional.ofNullable(closed),
                Map.copyOf(connections));
    }

    /** A request came; empty when it is over or came before: the same one comes by push and by inbox. */
    synchronized Optional<Waiting> arrived(PushMessage message, Optional<Organisation> from, Instant now) {
        if (!message.expiresAt().isAfter(now)
                || !seenRequests.add(message.request().toString())) {
            return Optional.empty();
        }
        if (seenRequests.size() > REMEMBERED_REQUESTS) {
            seenRequests.remove(seenRequests.iterator().next());
        }
        names++;
        Waiting request = Waiting.of("w" + names, message, from, now);
        waiting.put(request.id(), request);
        return Optional.of(request);
    }

    synchronized Optional<Waiting> find(String waitingId) {
        return Optional.ofNullable(waiting.get(waitingId));
    }

    synchronized void forget(Waiting request) {
        waiting.remove(request.id());
    }

    /** Shows a prompt, in the place of the request it came from. */
    synchronized Asked show(ConsentPrompt prompt, Optional<Waiting> request) {
        request.ifPresent(found -> waiting.remove(found.id()));
        names++;
        Asked shown = new Asked("p" + names, prompt);
        asked = shown;
        closed = null;
        return shown;
    }

    /** Whoever answers a prompt has it alone, until it is released or gone. */
    synchronized Optional<Asked> take(String promptId) {
        Asked current = asked;
        return current != null && current.id().equals(promptId) && answering.add(promptId)
                ? Optional.of(current)
                : Optional.empty();
    }

    /** The prompt was not answered after all. */
    synchronized void release(Asked current) {
        answering.remove(current.id());
    }

    /** The prompt was answered. */
    synchronized void gone(Asked current) {
        if (asked != null && asked.id().equals(current.id())) {
            asked = null;
        }
        answering.remove(current.id());
    }

    /** The inbox says that a challenge is over. About a prompt that we are answering it is only our own echo. */
    synchronized void over(InboxEvent.Closed event) {
        waiting.values().removeIf(request -> request.challenge().equals(Optional.of(event.challenge())));
        Asked current = asked;
        if (current != null
                && current.prompt().context().challenge().equals(event.challenge())
                && !answering.contains(current.id())) {
            leave(current, outcomeOf(event.state()));
        }
    }

    /** Takes off the screen what is over by now; returns the prompt among it. */
    synchronized Optional<Asked> lapse(Instant now) {
        Asked current = asked;
        if (current != null && current.prompt().isExpired(now) && !answering.contains(current.id())) {
            leave(current, "expired");
            return Optional.of(current);
        }
        return Optional.empty();
    }

    /** Forgets requests that waited for too long; returns whether there were any. */
    synchronized boolean lapseWaiting(Instant now) {
        return waiting.values().removeIf(request -> request.isOver(now));
    }

    synchronized void connection(String walletId, Link link) {
        connections.put(walletId, link == Link.UP);
    }

    /** Whether an inbox can be heard. */
    enum Link {
        UP,
        DOWN
    }

    private void leave(Asked current, String outcome) {
        asked = null;
        closed = new Closed(current.id(), outcome);
    }

    private static String outcomeOf(String state) {
        return switch (state) {
            case "expired" -> "expired";
            case "verified", "awaiting_read_back", "declined", "reported" -> "answered";
            default -> "cancelled";
        };
    }
}
