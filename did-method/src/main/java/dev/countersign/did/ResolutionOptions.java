package dev.countersign.did;

import java.time.Instant;
import java.util.Optional;

/**
 * Which version of a document is wanted (DID Resolution section 3.1): at most one of the three is there, and none means
 * the newest.
 *
 * @param versionId the method's name of the version
 * @param versionTime the version in force at this time
 * @param versionNumber the version's number from one on; an option of did:webvh
 */
public record ResolutionOptions(
        Optional<String> versionId, Optional<Instant> versionTime, Optional<Integer> versionNumber) {
    /** The newest version. */
    public static final ResolutionOptions LATEST =
            new ResolutionOptions(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Checks that they do not contradict each other.
     *
     * @throws MalformedDidException when more than one is there, or the number is below one
     */
    public ResolutionOptions {
        int given = (versionId.isPresent() ? 1 : 0)
                + (versionTime.isPresent() ? 1 : 0)
                + (versionNumber.isPresent() ? 1 : 0);
        if (given > 1) {
            throw new MalformedDidException(
                    "DID Resolution 3.1: options (expected: one of versionId, versionTime, versionNumber)");
        }
        if (versionNumber.isPresent() && versionNumber.get() < 1) {
            throw new MalformedDidException("did:webvh: versionNumber (expected: >= 1)");
        }
    }

    /** Asks for the version of this name. */
    public static ResolutionOptions versionId(String versionId) {
        return new ResolutionOptions(Optional.of(versionId), Optional.empty(), Optional.empty());
    }

    /** Asks for the version in force at this time: the newest that is not younger. */
    public static ResolutionOptions versionTime(Instant time) {
        return new ResolutionOptions(Optional.empty(), Optional.of(time), Optional.empty());
    }

    /** Asks for the version with this number; the first is one. */
    public static ResolutionOptions versionNumber(int number) {
        return new ResolutionOptions(Optional.empty(), Optional.empty(), Optional.of(number));
    }

    /** Returns the refusal of a method whose documents have no versions; empty when none is asked for. */
    Optional<Resolution> refusedBy(DidMethod method) {
        return equals(LATEST)
                ? Optional.empty()
                : Optional.of(new Resolution.Failed(
                        ResolutionError.FEATURE_NOT_SUPPORTED,
                        "did:" + method.name() + ": versions (expected: no versionId, versionTime or versionNumber)"));
    }
}
