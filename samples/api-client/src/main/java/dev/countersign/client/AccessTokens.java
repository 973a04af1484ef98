package dev.countersign.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Access tokens by OAuth client credentials (RFC 6749 section 4.4); one is used until shortly before it expires. */
final class AccessTokens {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI endpoint;
    private final ClientCredentials credentials;
    private final Clock clock;
    private String token = "";
    private Instant renewAt = Instant.EPOCH;

    AccessTokens(HttpClient http, URI service, ClientCredentials credentials, Clock clock) {
        this.http = http;
        this.endpoint = URI.create(service + "/oauth/token");
        this.credentials = credentials;
        this.clock = clock;
    }

    synchronized String current() {
        if (!clock.instant().isBefore(renewAt)) {
            JsonNode answer = ask();
            token = answer.path("access_token").asText();
            renewAt = clock.instant()
                    .plusSeconds(answer.path("expires_in").asLong())
                    .minus(MARGIN);
        }
        return token;
    }

    private JsonNode ask() {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic " + basic())
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("no access token: status " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while signing in", e));
        }
    }

    /** RFC 6749 section 2.3.1: both are form-encoded first. */
    private String basic() {
        String pair = URLEncoder.encode(credentials.id(), StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(credentials.secret(), StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
