package dev.countersign.service.ciba;

import dev.countersign.service.consent.ChallengeListener;
import dev.countersign.service.consent.ConsentChallenge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;

/** Sees to it that ping and push clients are told when their request has an outcome, whatever it is. */
@ApplicationScoped
class NotifyClients implements ChallengeListener {
    private final BackchannelRequests requests;
    private final Notifications notifications;
    private final Event<NotificationDue> due;
    private final Clock clock;

    NotifyClients(BackchannelRequests requests, Notifications notifications, Event<NotificationDue> due, Clock clock) {
        this.requests = requests;
        this.notifications = notifications;
        this.due = due;
        this.clock = clock;
    }

    @Override
    public void moved(ConsentChallenge challenge) {
        if (challenge instanceof ConsentChallenge.Ended) {
            requests.of(challenge.ask().id())
                    .filter(request -> request.mode().notifies())
                    .ifPresent(request -> {
                        notifications.add(request.id(), clock.instant());
                        due.fire(new NotificationDue());
                    });
        }
    }
}
