package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * That an entry is in a log and that witnesses saw it there, in one text that is verified without anybody's help (tlog-proof).
 * Unverified: see {@link #verify}. Files of it end in {@code .tlog-proof}.
 */
public final class TlogProof {
    /** Longest proof that is read, in bytes. */
    public static final int MAX_BYTES = SignedNote.MAX_BYTES + 128 * 1024;

    private static final String WHERE = "tlog-proof";
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    private final Optional<byte[]> extra;
    private final InclusionProof inclusion;
    private final SignedNote checkpoint;

    private TlogProof(Optional<byte[]> extra, InclusionProof inclusion, SignedNote checkpoint) {
        if (inclusion.path().size() > InclusionProof.MAX_HASHES) {
            throw new MalformedInputException(WHERE + ": hashes: "
                    + inclusion.path().size() + " (expected: <= " + InclusionProof.MAX_HASHES + ")");
        }
        this.extra = extra;
        this.inclusion = inclusion;
        this.checkpoint = checkpoint;
    }

    /** Makes one without extra data. */
    public TlogProof(InclusionProof inclusion, SignedNote checkpoint) {
        this(Optional.empty(), inclusion, checkpoint);
    }

    /** Returns this proof with extra data, which nothing authenticates. */
    public TlogProof withExtra(byte[] data) {
        return new TlogProof(Optional.of(data.clone()), inclusion, checkpoint);
    }

    /**
     * Reads a proof.
     *
     * @throws MalformedInputException when it is not one, or longer than {@link #MAX_BYTES}
     */
    public static TlogProof parse(byte[] proof) {
        String text = PlainText.decode(proof, MAX_BYTES, WHERE);
        // No line before the blank one is empty: the first blank line ends them, whatever the checkpoint has.
        int blank = text.indexOf("\n\n");
        if (blank < 0) {
            throw new MalformedInputException(WHERE + ": checkpoint (expected: after a blank line)");
        }
        List<String> lines = PlainText.lines(text.substring(0, blank + 1), WHERE);
        if (!lines.get(0).equals(HEADER)) {
            throw new MalformedInputException(WHERE + ": first line (expected: " + HEADER + ")");
        }
        boolean hasExtra = lines.size() > 1 && lines.get(1).startsWith(EXTRA);
        int indexLine = hasExtra ? 2 : 1;
        if (lines.size() <= indexLine || !lines.get(indexLine).startsWith(INDEX)) {
            throw new MalformedInputException(WHERE + ": index (expected: a line)");
        }
        Optional<byte[]> extra = hasExtra
                ? Optional.of(StandardBase64.decode(lines.get(1).substring(EXTRA.length())))
                : Optional.empty();
        long index = Decimal.parse(lines.get(indexLine).substring(INDEX.length()), WHERE + ": index");
        List<MerkleHash> path = lines.subList(indexLine + 1, lines.size()).stream()
                .map(MerkleHash::parse)
                .collect(Collectors.toList());
        SignedNote checkpoint = SignedNote.parse(text.substring(blank + 2).getBytes(StandardCharsets.UTF_8));
        return new TlogProof(extra, new InclusionProof(index, path), checkpoint);
    }

    /**
     * Judges the proof.
     *
     * @param entry of which it should be, as it is in the log
     * @param policy whose log and witnesses count
     */
    public Verification<VerifiedInclusion> verify(byte[] entry, WitnessPolicy policy) {
        MerkleHash leaf = MerkleHash.leaf(entry);
        return policy.verify(checkpoint)
                .then(verified -> inclusion.proves(leaf, verified.tree())
                        ? Verification.verified(new VerifiedInclusion(inclusion.index(), verified))
                        : Verification.rejected(
                                RejectionReason.NOT_IN_LOG,
                                WHERE + ": the path does not lead to the checkpoint's root"));
    }

    /** Returns extra data, if there is any; nothing authenticates it. */
    public Optional<byte[]> extra() {
        return extra.map(byte[]::clone);
    }

    /** Returns where the entry is, and its path. */
    public InclusionProof inclusion() {
        return inclusion;
    }

    /** Returns the checkpoint of the tree that the path leads to. */
    public SignedNote checkpoint() {
        return checkpoint;
    }

    /** Returns the proof as it is kept, UTF-8. */
    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the proof as it is kept. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        extra.ifPresent(
                data -> text.append(EXTRA).append(StandardBase64.encode(data)).append('\n'));
        text.append(INDEX).append(inclusion.index()).append('\n');
        inclusion.path().forEach(hash -> text.append(hash).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }
}
