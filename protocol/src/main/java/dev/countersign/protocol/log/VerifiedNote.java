package dev.countersign.protocol.log;

import java.util.List;
import java.util.Optional;

/** A note that known keys signed; only {@link SignedNote#open} makes one. */
public final class VerifiedNote {
    private final SignedNote note;
    private final List<VerifiedSignature> signatures;

    VerifiedNote(SignedNote note, List<VerifiedSignature> signatures) {
        this.note = note;
        this.signatures = List.copyOf(signatures);
    }

    /** Returns the text that they signed. */
    public String text() {
        return note.text();
    }

    /** Returns the signatures of known keys, one for each key at most. */
    public List<VerifiedSignature> signatures() {
        return signatures;
    }

    /** Returns the signature of this key, if it signed. */
    public Optional<VerifiedSignature> signatureOf(VerifierKey key) {
        return signatures.stream()
                .filter(signature -> signature.key().equals(key))
                .findFirst();
    }

    /** Returns the whole note as it was received, with the signatures of unknown keys. */
    public SignedNote note() {
        return note;
    }
}
