package dev.countersign.wallet;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * An organisation that this wallet was enrolled with: the one that gave it a credential.
 *
 * @param did what it signs its requests with
 * @param since when it was met
 */
public record Organisation(String did, String name, Optional<URI> logoUri, Instant since) {
    Organisation by(String newerDid) {
        return new Organisation(newerDid, name, logoUri, since);
    }
}
