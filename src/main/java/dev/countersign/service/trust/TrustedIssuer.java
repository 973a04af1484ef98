package dev.countersign.service.trust;

import java.util.Set;

/**
 * An issuer that an administrator allows, and what for.
 *
 * @param displayName what the agent reads as "who vouches"; at most 100 characters
 * @param vcts the types it may issue, compared as text; 1 to 100
 */
public record TrustedIssuer(IssuerId id, String displayName, Set<String> vcts, KeyPolicy keys) {
    private static final int MAX_VCTS = 100;
    private static final int MAX_VCT_LENGTH = 500;
    private static final int MAX_NAME_LENGTH = 100;

    /** Checks the bounds, and that the key policy fits the name. */
    public TrustedIssuer {
        vcts = Set.copyOf(vcts);
        if (displayName.isBlank() || displayName.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("display_name: (expected: 1 to " + MAX_NAME_LENGTH + " characters)");
        }
        if (vcts.isEmpty() || vcts.size() > MAX_VCTS) {
            throw new IllegalArgumentException("vcts: " + vcts.size() + " (expected: 1 to " + MAX_VCTS + ")");
        }
        if (vcts.stream().anyMatch(vct -> vct.isBlank() || vct.length() > MAX_VCT_LENGTH)) {
            throw new IllegalArgumentException("vcts: length of one (expected: 1 to " + MAX_VCT_LENGTH + ")");
        }
        if (!keys.fits(id.kind())) {
            throw new IllegalArgumentException("key_method: " + keys.wireName()
                    + " (expected: metadata or x5c for a URL, did for a DID, x5c for a certificate name)");
        }
    }
}
