package dev.countersign.service.statuslist;

import dev.countersign.protocol.statuslist.StatusList;
import dev.countersign.protocol.statuslist.StatusListToken;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.OwnStatusLists;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Our lists as the world reads them: signed, and the same text until a status changes or the text grows old.
 *
 * <p>Each call looks up the list's version, so a change on one node is seen on all at once.
 */
@ApplicationScoped
public class PublishedStatusLists implements OwnStatusLists {
    /** How long others may keep a list ({@code ttl}): a revocation reaches them within this time. */
    public static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);

    /** After this the statement proves nothing ({@code exp}). */
    public static final Duration LIFETIME = Duration.ofHours(12);

    private static final int BITS = 2;

    private final StatusEntries entries;
    private final ListAddresses addresses;
    private final OrganisationKeys keys;
    private final Clock clock;
    private final ConcurrentMap<ListId, Published> signed = new ConcurrentHashMap<>();

    PublishedStatusLists(StatusEntries entries, ListAddresses addresses, OrganisationKeys keys, Clock clock) {
        this.entries = entries;
        this.addresses = addresses;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * A signed list.
     *
     * @param token compact
     */
    public record Published(String token, long version, String keyId, Instant issuedAt) {

        /** Returns an entity tag: another text has another tag. */
        public String entityTag() {
            return version + "-" + issuedAt.getEpochSecond() + "-" + keyId;
        }

        private boolean standsFor(StatusEntries.State state, String newestKeyId, Instant now) {
            return version == state.version() && keyId.equals(newestKeyId) && now.isBefore(issuedAt.plus(TIME_TO_LIVE));
        }
    }

    @Override
    public Optional<String> token(URI list) {
        return addresses.parse(list).flatMap(this::find).map(Published::token);
    }

    /** Finds a list by its name, signed now or a little while ago. */
    public Optional<Published> find(ListId id) {
        Optional<StatusEntries.State> state = entries.find(id);
        if (state.isEmpty()) {
            return Optional.empty();
        }
        String keyId = keys.publicKey(KeyUse.STATUS_LIST).keyId().orElseThrow();
        Instant now = clock.instant();
        return Optional.of(signed.compute(
                id,
                (same, known) -> known != null && known.standsFor(state.get(), keyId, now)
                        ? known
                        : sign(state.get(), keyId, now)));
    }

    private Published sign(StatusEntries.State state, String keyId, Instant now) {
        // Read after the version: a change in between is signed now, and once more under its own version.
        StatusList list = StatusList.of(BITS, state.size());
        entries.exceptions(state.id()).forEach((index, status) -> list.set(index, status.value()));
        StatusListToken.Terms terms =
                new StatusListToken.Terms(addresses.of(state.id()), now, now.plus(LIFETIME), TIME_TO_LIVE);
        String token = StatusListToken.issue(terms, list, keys.signer(KeyUse.STATUS_LIST), keyId);
        return new Published(token, state.version(), keyId, now);
    }
}
