package dev.countersign.service.interaction;

import dev.countersign.protocol.dcql.ClaimPath;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What an agent may see: the attributes that were asked for and consented to, and who vouches for them.
 *
 * @param covered those that whoever looks at it now must ask for one by one
 * @param challenge name of the challenge that brought it
 * @param visibleUntil refused and erased at this instant
 */
public record VerifiedIdentity(
        List<VerifiedAttribute> attributes, Set<ClaimPath> covered, String challenge, Instant visibleUntil) {
    public VerifiedIdentity {
        attributes = List.copyOf(attributes);
        covered = Set.copyOf(covered);
    }

    /** Returns whether an attribute is covered. */
    public boolean covers(VerifiedAttribute attribute) {
        return covered.contains(attribute.path());
    }

    /** Returns the same with nothing covered, for machines: they have neither shoulders nor screens. */
    public VerifiedIdentity uncovered() {
        return new VerifiedIdentity(attributes, Set.of(), challenge, visibleUntil);
    }
}
