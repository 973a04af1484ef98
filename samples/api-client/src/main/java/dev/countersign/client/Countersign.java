package dev.countersign.client;

import dev.countersign.client.api.ChallengesApi;
import dev.countersign.client.api.ClientsApi;
import dev.countersign.client.api.CredentialOffersApi;
import dev.countersign.client.api.CredentialsApi;
import dev.countersign.client.api.CustomersApi;
import dev.countersign.client.api.IdentitiesApi;
import dev.countersign.client.api.InteractionsApi;
import dev.countersign.client.api.OrganisationApi;
import dev.countersign.client.api.PanelApi;
import dev.countersign.client.api.PurposesApi;
import dev.countersign.client.api.StaffApi;
import dev.countersign.client.api.StatisticsApi;
import dev.countersign.client.api.TrustedIssuersApi;
import dev.countersign.client.api.WalletsApi;
import dev.countersign.client.api.WebhooksApi;
import dev.countersign.client.http.ApiClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;

/** The API of one Countersign service, as one machine client calls it. Thread-safe. */
public final class Countersign {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final CustomersApi customers;
    private final WalletsApi wallets;
    private final CredentialOffersApi credentialOffers;
    private final CredentialsApi credentials;
    private final PurposesApi purposes;
    private final InteractionsApi interactions;
    private final IdentitiesApi identities;
    private final ChallengesApi challenges;
    private final StatisticsApi statistics;
    private final WebhooksApi webhooks;
    private final TrustedIssuersApi trustedIssuers;
    private final ClientsApi clients;
    private final StaffApi staff;
    private final OrganisationApi organisation;
    private final PanelApi panel;

    private Countersign(ApiClient client) {
        this.customers = new CustomersApi(client);
        this.wallets = new WalletsApi(client);
        this.credentialOffers = new CredentialOffersApi(client);
        this.credentials = new CredentialsApi(client);
        this.purposes = new PurposesApi(client);
        this.interactions = new InteractionsApi(client);
        this.identities = new IdentitiesApi(client);
        this.challenges = new ChallengesApi(client);
        this.statistics = new StatisticsApi(client);
        this.webhooks = new WebhooksApi(client);
        this.trustedIssuers = new TrustedIssuersApi(client);
        this.clients = new ClientsApi(client);
        this.staff = new StaffApi(client);
        this.organisation = new OrganisationApi(client);
        this.panel = new PanelApi(client);
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

    /** Customers, their DIDs, and the credentials that they registered. */
    public CustomersApi customers() {
        return customers;
    }

    /** Customers' wallets. */
    public WalletsApi wallets() {
        return wallets;
    }

    /** Credentials to offer. */
    public CredentialOffersApi credentialOffers() {
        return credentialOffers;
    }

    /** Credentials that were issued. */
    public CredentialsApi credentials() {
        return credentials;
    }

    /** What may be asked. */
    public PurposesApi purposes() {
        return purposes;
    }

    /** Conversations. */
    public InteractionsApi interactions() {
        return interactions;
    }

    /** Who was verified in a conversation. */
    public IdentitiesApi identities() {
        return identities;
    }

    /** What was asked, and what came of it. */
    public ChallengesApi challenges() {
        return challenges;
    }

    /** Figures about what was asked. */
    public StatisticsApi statistics() {
        return statistics;
    }

    /** Who is told of what happens. */
    public WebhooksApi webhooks() {
        return webhooks;
    }

    /** Whose credentials are accepted. */
    public TrustedIssuersApi trustedIssuers() {
        return trustedIssuers;
    }

    /** Machines that call the API. */
    public ClientsApi clients() {
        return clients;
    }

    /** Accounts of the organisation's people. */
    public StaffApi staff() {
        return staff;
    }

    /** The organisation's own DID. */
    public OrganisationApi organisation() {
        return organisation;
    }

    /** What opens a panel in an agent's desktop. */
    public PanelApi panel() {
        return panel;
    }
}
