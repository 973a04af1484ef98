package dev.countersign.service.webhook;

import java.time.Instant;
import java.util.Locale;

/** Whether an endpoint is sent anything. */
public sealed interface EndpointState {
    /** It is. */
    record Enabled() implements EndpointState {}

    /**
     * It is not; what happens meanwhile is kept as failed and can be replayed.
     *
     * @param detail what an administrator should know, such as how the last attempt ended
     */
    record Disabled(Reason reason, Instant at, String detail) implements EndpointState {}

    /** Why an endpoint is out of service. */
    enum Reason {
        /** An administrator said so. */
        ADMINISTRATOR,
        /** The receiver answered 410: never again. */
        GONE,
        /** A message was refused to the last attempt, and none was taken meanwhile. */
        FAILING;

        /** Returns the name in the API. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
