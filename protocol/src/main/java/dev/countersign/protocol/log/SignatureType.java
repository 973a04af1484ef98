package dev.countersign.protocol.log;

import java.util.Optional;

/** How a key signs notes: the signature types of signed-note that are made and accepted here. */
public enum SignatureType {
    /** Ed25519 over the note's text: how a log signs (signed-note). */
    ED25519(0x01),
    /** Ed25519 over a time and the note's text: how a witness signs (tlog-cosignature). Never counts as a log's signature. */
    COSIGNATURE_V1(0x04);

    private final byte identifier;

    SignatureType(int identifier) {
        this.identifier = (byte) identifier;
    }

    byte identifier() {
        return identifier;
    }

    static Optional<SignatureType> of(byte identifier) {
        for (SignatureType type : values()) {
            if (type.identifier == identifier) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
