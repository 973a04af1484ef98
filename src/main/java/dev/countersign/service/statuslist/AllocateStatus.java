package dev.countersign.service.statuslist;

import dev.countersign.protocol.statuslist.StatusReference;
import dev.countersign.service.platform.Random;
import dev.countersign.service.platform.SortableIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Gives a credential its place in a status list.
 *
 * <p>Places are drawn at random, so that neither their order nor their neighbourhood tells when or for whom a credential
 * was issued (Token Status List 12.5). Lists stay at most about half full: a draw seldom collides, and who looks at a
 * list cannot count our credentials.
 */
@ApplicationScoped
public class AllocateStatus {
    /** Places in each list. Two bits each make 32 KiB, a kilobyte or so when compressed. */
    public static final int LIST_SIZE = 131_072;

    // A list half full lets eight draws collide in a row once in 256 lists' worth of tries.
    private static final int DRAWS = 8;
    private static final int MAX_LISTS = 100;

    private final StatusEntries entries;
    private final ListAddresses addresses;
    private final SortableIds ids;
    private final Random random;

    AllocateStatus(StatusEntries entries, ListAddresses addresses, SortableIds ids, Random random) {
        this.entries = entries;
        this.addresses = addresses;
        this.ids = ids;
        this.random = random;
    }

    /**
     * Returns a place that nobody else has or will get, saying VALID; durable when the caller's transaction commits, and
     * free again when it does not.
     */
    @Transactional
    public StatusReference allocate() {
        for (int i = 0; i < MAX_LISTS; i++) {
            Optional<StatusEntries.State> open = entries.open();
            if (open.isPresent()) {
                Optional<StatusReference> place = draw(open.get());
                if (place.isPresent()) {
                    return place.get();
                }
            }
            entries.replace(
                    open.map(StatusEntries.State::id),
                    new StatusEntries.State(new ListId(ids.make("stl")), LIST_SIZE, 0));
        }
        throw new IllegalStateException("no status list has room (expected: the newest is empty)");
    }

    private Optional<StatusReference> draw(StatusEntries.State list) {
        for (int i = 0; i < DRAWS; i++) {
            int index = random.below(list.size());
            if (entries.occupy(list.id(), index)) {
                return Optional.of(new StatusReference(addresses.of(list.id()), index));
            }
        }
        return Optional.empty();
    }
}
