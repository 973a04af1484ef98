package dev.countersign.samples.witness;

import dev.countersign.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Posts alarms as JSON to an address, each until it is taken. */
final class AlarmPost {
    private static final int SUCCESS = 2;
    private static final int HUNDRED = 100;

    private final HttpClient http;
    private final URI url;
    private final Duration deadline;

    AlarmPost(HttpClient http, URI url, Duration deadline) {
        this.http = http;
        this.url = url;
        this.deadline = deadline;
    }

    /**
     * Posts what was told to nobody yet.
     *
     * @throws IOException when the address does not take one: it is tried again the next time
     */
    void tell(Alarms alarms) throws IOException {
        List<StandingAlarm> untold = alarms.untold();
        for (StandingAlarm one : untold) {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .timeout(deadline)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(Json.print(one.toJson())))
                    .build();
            int status = send(request);
            if (status / HUNDRED != SUCCESS) {
                throw new IOException("alarm address: status " + status + " (expected: 2xx)");
            }
            alarms.told(one.alarm());
        }
    }

    private int send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
