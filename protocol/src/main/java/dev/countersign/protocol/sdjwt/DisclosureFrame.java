package dev.countersign.protocol.sdjwt;

import dev.countersign.protocol.dcql.ClaimPath;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which claims an issuer makes selectively disclosable.
 *
 * @param disclosable paths of members and elements, each hidden on its own; a path inside another makes a recursive
 *     disclosure; a path that leads nowhere in some credential hides nothing there
 * @param decoysPerLevel digests of nothing that are added wherever something is hidden (RFC 9901 section 4.2.7)
 */
public record DisclosureFrame(Set<ClaimPath> disclosable, int decoysPerLevel) {
    /** Most decoys at one level. */
    public static final int MAX_DECOYS = 100;

    /** Copies the set. */
    public DisclosureFrame {
        disclosable = Set.copyOf(disclosable);
        if (decoysPerLevel < 0 || decoysPerLevel > MAX_DECOYS) {
            throw new IllegalArgumentException("decoys: " + decoysPerLevel + " (expected: 0 to " + MAX_DECOYS + ")");
        }
    }

    /** Returns the frame that hides nothing. */
    public static DisclosureFrame nothing() {
        return new DisclosureFrame(Set.of(), 0);
    }

    /** Returns the frame that hides these, each on its own. */
    public static DisclosureFrame of(ClaimPath... disclosable) {
        return new DisclosureFrame(new LinkedHashSet<>(Arrays.asList(disclosable)), 0);
    }

    /** Returns this frame with decoys. */
    public DisclosureFrame withDecoys(int perLevel) {
        return new DisclosureFrame(disclosable, perLevel);
    }

    /** Returns whether exactly this path is hidden. */
    boolean hides(ClaimPath path) {
        for (ClaimPath hidden : disclosable) {
            if (hidden.components().size() == path.components().size() && hidden.covers(path)) {
                return true;
            }
        }
        return false;
    }
}
