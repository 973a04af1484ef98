package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A text and signatures over it (signed-note), unverified: nothing of the text counts before {@link #open} verified one.
 *
 * @param text ends with LF
 * @param signatures one at least
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    /** Longest note that is read, in bytes: room for the signatures below, also for long ones of other kinds. */
    public static final int MAX_BYTES = 256 * 1024;

    /** Most signatures that are read; signed-note demands 16 at least. */
    public static final int MAX_SIGNATURES = 100;

    private static final String WHERE = "signed-note";

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!PlainText.check(text, WHERE).endsWith("\n")) {
            throw new MalformedInputException(WHERE + ": text (expected: ends with LF)");
        }
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new MalformedInputException(
                    WHERE + ": signatures: " + signatures.size() + " (expected: 1.." + MAX_SIGNATURES + ")");
        }
    }

    /**
     * Reads a note.
     *
     * @throws MalformedInputException when it is not one, or longer than {@link #MAX_BYTES}
     */
    public static SignedNote parse(byte[] note) {
        String whole = PlainText.decode(note, MAX_BYTES, WHERE);
        // The text may have blank lines: the last one parts it from the signatures.
        int blank = whole.lastIndexOf("\n\n");
        if (blank < 0) {
            throw new MalformedInputException(WHERE + ": signatures (expected: after a blank line)");
        }
        List<String> lines = PlainText.lines(whole.substring(blank + 2), WHERE);
        if (lines.size() > MAX_SIGNATURES) {
            throw new MalformedInputException(
                    WHERE + ": signatures: " + lines.size() + " (expected: <= " + MAX_SIGNATURES + ")");
        }
        return new SignedNote(
                whole.substring(0, blank + 1),
                lines.stream().map(NoteSignature::parse).collect(Collectors.toList()));
    }

    /**
     * Returns the note of a text that these sign.
     *
     * @param text ends with LF
     */
    public static SignedNote sign(String text, List<? extends NoteSigner> signers) {
        return new SignedNote(
                text, signers.stream().map(signer -> signer.sign(text)).collect(Collectors.toList()));
    }

    /** Returns this note with one more signature; unverified, as the others are. */
    public SignedNote with(NoteSignature signature) {
        List<NoteSignature> more = new ArrayList<>(signatures);
        more.add(signature);
        return new SignedNote(text, more);
    }

    /**
     * Verifies the signatures of known keys; those of others are passed over.
     *
     * @param known keys whose signatures count
     * @return the text, and who signed it; rejected when no known key did, or when one failed
     */
    public Verification<VerifiedNote> open(Collection<VerifierKey> known) {
        Map<VerifierKey, VerifiedSignature> verified = new LinkedHashMap<>();
        for (NoteSignature line : signatures) {
            for (VerifierKey key : known) {
                if (line.claimsToBeOf(key)) {
                    Optional<VerifiedSignature> signature = VerifiedSignature.verify(key, text, line);
                    if (!signature.isPresent()) {
                        return Verification.rejected(
                                RejectionReason.SIGNATURE_INVALID,
                                WHERE + ": signature of the known key of " + key.name());
                    }
                    // A key counts once, however often it signed.
                    verified.putIfAbsent(key, signature.get());
                }
            }
        }
        return verified.isEmpty()
                ? Verification.rejected(RejectionReason.ISSUER_KEY_UNKNOWN, WHERE + ": no signature of a known key")
                : Verification.verified(new VerifiedNote(this, List.copyOf(verified.values())));
    }

    /** Returns the note as it is published, UTF-8. */
    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the note as it is published. */
    @Override
    public String toString() {
        return signatures.stream().map(line -> line + "\n").collect(Collectors.joining("", text + "\n", ""));
    }
}
