package dev.countersign.client;

import dev.countersign.client.api.ChallengesApi;
import dev.countersign.client.api.InteractionsApi;
import dev.countersign.client.api.PurposesApi;
import dev.countersign.client.api.WebhooksApi;
import dev.countersign.client.http.ApiClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;

/** The API of one Countersign service, as one machine client calls it. Thread-safe. */
public final class Countersign {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final InteractionsApi interactions;
    private final ChallengesApi challenges;
    private final PurposesApi purposes;
    private final WebhooksApi webhooks;

    private Countersign(ApiClient client) {
        this.interactions = new InteractionsApi(client);
        this.challenges = new ChallengesApi(client);
        this.purposes = new PurposesApi(client);
        this.webhooks = new WebhooksApi(client);
    }

    /**
     * Connects; nothing is sent before the first call.
     *
     * @param service its public URL
     * @param credentials of a machine client (OAuth client credentials)
     */
    public static Countersign at(URI service, ClientCredentials credentials) {
        HttpClient.Builder http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER);
        AccessTokens tokens = new AccessTokens(http.build(), service, credentials, Clock.systemUTC());
        ApiClient client = new ApiClient();
        client.updateBaseUri(service.toString());
        client.setHttpClientBuilder(http);
        client.setReadTimeout(TIMEOUT);
        client.setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + tokens.current()));
        return new Countersign(client);
    }

    /** Conversations, and who was verified in them. */
    public InteractionsApi interactions() {
        return interactions;
    }

    /** What was asked, and what came of it. */
    public ChallengesApi challenges() {
        return challenges;
    }

    /** What may be asked. */
    public PurposesApi purposes() {
        return purposes;
    }

    /** Who is told of what happens. */
    public WebhooksApi webhooks() {
        return webhooks;
    }
}
