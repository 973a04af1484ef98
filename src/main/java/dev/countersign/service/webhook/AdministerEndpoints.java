package dev.countersign.service.webhook;

import dev.countersign.protocol.webhook.WebhookPrivateKey;
import dev.countersign.protocol.webhook.WebhookSecret;
import dev.countersign.protocol.webhook.WebhookSigningKey;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.Random;
import dev.countersign.service.platform.SortableIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Adds, changes and removes endpoints, and replaces their keys. */
@ApplicationScoped
public class AdministerEndpoints {
    /** Each event is written once for each of them, while a caller waits. */
    static final int MOST_ENDPOINTS = 100;

    /** How long an old key may sign beside a new one. */
    static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    private static final int MOST_KEYS = 3;
    private static final int MAX_DESCRIPTION_CHARS = 200;

    private final WebhookEndpoints endpoints;
    private final DisableEndpoint disable;
    private final SortableIds ids;
    private final Random random;
    private final Clock clock;

    AdministerEndpoints(
            WebhookEndpoints endpoints, DisableEndpoint disable, SortableIds ids, Random random, Clock clock) {
        this.endpoints = endpoints;
        this.disable = disable;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** How messages are signed. */
    public enum Signature {
        /** HMAC-SHA-256 with a secret that both know. */
        V1,
        /** Ed25519: only we can sign. */
        V1A
    }

    /** An endpoint and the keys that sign for it now, newest first. */
    public record Administered(WebhookEndpoint endpoint, List<EndpointKey> keys) {
        /** Keeps its own copy of the keys. */
        public Administered {
            keys = List.copyOf(keys);
        }
    }

    /** What an endpoint is to be; absent members stay as they are. */
    public record Change(
            Optional<EndpointUrl> url,
            Optional<String> description,
            Optional<Set<EventType>> types,
            Optional<Boolean> enabled) {}

    /**
     * Adds an endpoint with a new key.
     *
     * @throws Problem invalid-value; state-conflict when there are too many
     */
    @Transactional
    public Administered add(EndpointUrl url, String description, Set<EventType> types, Signature signature) {
        Instant now = clock.instant();
        WebhookEndpoint endpoint = checked(new WebhookEndpoint(
                new EndpointId(ids.make("whe")), url, description, types, new EndpointState.Enabled(), now));
        if (endpoints.all().size() >= MOST_ENDPOINTS) {
            throw new Problem(
                    ProblemType.STATE_CONFLICT, "There are " + MOST_ENDPOINTS + " endpoints already. Remove one.");
        }
        endpoints.add(endpoint);
        List<EndpointKey> keys = List.of(newKey(signature, now));
        endpoints.setKeys(endpoint.id(), keys);
        return new Administered(endpoint, keys);
    }

    /**
     * Returns an endpoint.
     *
     * @throws Problem not-found
     */
    @Transactional
    public Administered find(EndpointId id) {
        return shown(endpoints.find(id).orElseThrow(AdministerEndpoints::unknown));
    }

    /** Lists all, oldest first. */
    @Transactional
    public List<Administered> all() {
        return endpoints.all().stream().map(this::shown).toList();
    }

    /**
     * Changes an endpoint. One that is enabled again is sent what happens from now on; what it missed can be replayed.
     *
     * @throws Problem not-found; invalid-value
     */
    @Transactional
    public Administered change(EndpointId id, Change change) {
        WebhookEndpoint before = endpoints.lock(id).orElseThrow(AdministerEndpoints::unknown);
        EndpointState state =
                change.enabled().filter(wanted -> wanted).isPresent() ? new EndpointState.Enabled() : before.state();
        WebhookEndpoint after = checked(new WebhookEndpoint(
                id,
                change.url().orElse(before.url()),
                change.description().orElse(before.description()),
                change.types().orElse(before.types()),
                state,
                before.createdAt()));
        endpoints.change(after);
        if (change.enabled().filter(wanted -> !wanted).isPresent()) {
            disable.disable(id, EndpointState.Reason.ADMINISTRATOR, "An administrator disabled it.");
        }
        return find(id);
    }

    /**
     * Gives an endpoint a new key, which signs at once; those of before sign beside it for a while.
     *
     * @param overlap how long; zero when the old one is no secret any more
     * @throws Problem not-found; invalid-value
     */
    @Transactional
    public Administered rotate(EndpointId id, Signature signature, Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw new Problem(ProblemType.INVALID_VALUE, "The old key cannot stay for so long.")
                    .at("/old_valid_for", "expected: PT0S.." + LONGEST_OVERLAP);
        }
        WebhookEndpoint endpoint = endpoints.lock(id).orElseThrow(AdministerEndpoints::unknown);
        Instant now = clock.instant();
        Instant end = now.plus(overlap);
        List<EndpointKey> keys = new ArrayList<>(List.of(newKey(signature, now)));
        endpoints.keys(id, now).stream()
                .map(old -> new EndpointKey(
                        old.id(),
                        old.key(),
                        old.madeAt(),
                        Optional.of(old.endsAt().filter(end::isAfter).orElse(end))))
                .filter(old -> old.signsAt(now))
                .limit(MOST_KEYS - 1)
                .forEach(keys::add);
        endpoints.setKeys(id, keys);
        return new Administered(endpoint, keys);
    }

    /**
     * Removes an endpoint with its keys and its log.
     *
     * @throws Problem not-found
     */
    @Transactional
    public void remove(EndpointId id) {
        WebhookEndpoint endpoint = endpoints.lock(id).orElseThrow(AdministerEndpoints::unknown);
        endpoints.remove(endpoint.id());
    }

    static Problem unknown() {
        return new Problem(ProblemType.NOT_FOUND, "There is no such webhook endpoint.");
    }

    private Administered shown(WebhookEndpoint endpoint) {
        return new Administered(endpoint, endpoints.keys(endpoint.id(), clock.instant()));
    }

    private EndpointKey newKey(Signature signature, Instant now) {
        WebhookSigningKey key =
                switch (signature) {
                    case V1 -> WebhookSecret.generate(random::bytes);
                    case V1A -> WebhookPrivateKey.generate();
                };
        return new EndpointKey(ids.make("whk"), key, now, Optional.empty());
    }

    private static WebhookEndpoint checked(WebhookEndpoint endpoint) {
        if (endpoint.types().isEmpty()) {
            throw new Problem(ProblemType.INVALID_VALUE, "An endpoint is told something.")
                    .at("/event_types", "expected: at least one");
        }
        String description = endpoint.description();
        if (description.length() > MAX_DESCRIPTION_CHARS || description.chars().anyMatch(Character::isISOControl)) {
            throw new Problem(ProblemType.INVALID_VALUE, "The description is not acceptable.")
                    .at("/description", "expected: at most " + MAX_DESCRIPTION_CHARS + " characters, no control ones");
        }
        return endpoint;
    }
}
