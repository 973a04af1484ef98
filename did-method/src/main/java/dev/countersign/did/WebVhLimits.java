package dev.countersign.did;

/**
 * How much of somebody else's log is read.
 *
 * @param maxLogBytes a longer log is refused and not read; one line is at most 256 KiB anyway
 * @param maxWitnessBytes a longer file of witness proofs is refused and not read
 */
public record WebVhLimits(int maxLogBytes, int maxWitnessBytes) {
    /** 16 MiB, room for 10,000 entries of a usual size, and 256 KiB, for some 600 proofs. */
    public static final WebVhLimits DEFAULT = new WebVhLimits(16 * 1024 * 1024, WebVhWitnessProofs.MAX_BYTES);

    /** Checks that both are positive and the second is not above {@link WebVhWitnessProofs#MAX_BYTES}. */
    public WebVhLimits {
        if (maxLogBytes < 1 || maxWitnessBytes < 1 || maxWitnessBytes > WebVhWitnessProofs.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "limits (expected: > 0, witness proofs <= " + WebVhWitnessProofs.MAX_BYTES + " bytes)");
        }
    }
}
