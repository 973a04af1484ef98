package dev.countersign.service.ciba;

import dev.countersign.service.interaction.CloseInteraction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Ends the interactions that began with a request, when its tokens open nothing any more: from then on the purpose's
 * retention runs. Removes requests a day after they expired.
 */
@ApplicationScoped
public class EndOwnInteractions {
    private static final int BATCH = 100;
    private static final Duration KEPT = Duration.ofDays(1);

    private final BackchannelRequests requests;
    private final CloseInteraction closeInteraction;
    private final Clock clock;

    EndOwnInteractions(BackchannelRequests requests, CloseInteraction closeInteraction, Clock clock) {
        this.requests = requests;
        this.closeInteraction = closeInteraction;
        this.clock = clock;
    }

    /** Ends those that are due now; returns how many. */
    @Transactional
    public int end() {
        Instant now = clock.instant();
        List<BackchannelRequest> due =
                requests.withInteractionToEnd(now.minus(CollectTokens.WAIT), now.minus(MakeTokens.LIFETIME), BATCH);
        for (BackchannelRequest request : due) {
            closeInteraction.close(request.interaction());
            requests.interactionEnded(request);
        }
        requests.removeExpiredBefore(now.minus(KEPT));
        return due.size();
    }
}
