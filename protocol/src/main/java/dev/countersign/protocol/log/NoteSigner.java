package dev.countersign.protocol.log;

import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * A key that signs notes, wherever it lives.
 *
 * <p>Ed25519 is deterministic: two signers with one key sign one text alike. Throws IllegalStateException when the key is out of
 * reach.
 */
public interface NoteSigner {

    /** Returns the public half, under which others know this signer. */
    VerifierKey verifierKey();

    /**
     * Signs a text.
     *
     * @param text ends with LF
     */
    NoteSignature sign(String text);

    /**
     * Returns the signer of a log.
     *
     * @param key of type {@link SignatureType#ED25519}
     * @param signer of the same key
     */
    static NoteSigner of(VerifierKey key, JwsSigner signer) {
        check(key, signer, SignatureType.ED25519);
        return new NoteSigner() {
            @Override
            public VerifierKey verifierKey() {
                return key;
            }

            @Override
            public NoteSignature sign(String text) {
                return NoteSignature.of(key, signer.sign(text.getBytes(StandardCharsets.UTF_8)));
            }
        };
    }

    /**
     * Returns the signer of a witness: what it signs is that it saw this checkpoint, as the largest of its log, now.
     *
     * @param key of type {@link SignatureType#COSIGNATURE_V1}; not one that also signs otherwise
     * @param signer of the same key
     */
    static NoteSigner cosigner(VerifierKey key, JwsSigner signer, Clock clock) {
        check(key, signer, SignatureType.COSIGNATURE_V1);
        return new NoteSigner() {
            @Override
            public VerifierKey verifierKey() {
                return key;
            }

            @Override
            public NoteSignature sign(String text) {
                Checkpoint.parse(text);
                long seconds = clock.instant().getEpochSecond();
                if (!Cosignature.isTime(seconds)) {
                    throw new IllegalStateException("time: " + seconds + " (expected: > 0)");
                }
                return NoteSignature.of(
                        key, Cosignature.encode(seconds, signer.sign(Cosignature.message(seconds, text))));
            }
        };
    }

    private static void check(VerifierKey key, JwsSigner signer, SignatureType type) {
        if (key.type() != type || signer.algorithm() != SignatureAlgorithm.EDDSA) {
            throw new IllegalArgumentException("key: (expected: Ed25519 of type " + type + ")");
        }
    }
}
