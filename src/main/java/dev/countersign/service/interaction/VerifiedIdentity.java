package dev.countersign.service.interaction;

import java.time.Instant;
import java.util.List;

/**
 * What an agent may see: the attributes that were asked for and consented to, and who vouches for them.
 *
 * @param challenge name of the challenge that brought it
 * @param visibleUntil refused and erased at this instant
 */
public record VerifiedIdentity(List<VerifiedAttribute> attributes, String challenge, Instant visibleUntil) {
    public VerifiedIdentity {
        attributes = List.copyOf(attributes);
    }
}
