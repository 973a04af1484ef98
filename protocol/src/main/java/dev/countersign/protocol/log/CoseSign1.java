package dev.countersign.protocol.log;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.security.PublicKey;
import java.util.Optional;

/** A tagged COSE_Sign1 (RFC 9052 section 4.2), unverified; its payload may be detached. */
final class CoseSign1 {
    static final int ALG = 1;
    static final int KID = 4;

    private static final String WHERE = "RFC 9052 4.2";
    private static final int TAG = 18;
    private static final int CRIT = 2;

    private final byte[] protectedBytes;
    private final CBORObject protectedHeader;
    private final CBORObject unprotectedHeader;
    private final Optional<byte[]> payload;
    private final byte[] signature;

    private CoseSign1(CBORObject parts) {
        this.protectedBytes = Cbor.bytes(parts.get(0), WHERE);
        this.protectedHeader = Cbor.demand(
                Cbor.decode(protectedBytes, protectedBytes.length, WHERE), CBORType.Map, WHERE + ": protected");
        this.unprotectedHeader = Cbor.demand(parts.get(1), CBORType.Map, WHERE + ": unprotected");
        this.payload = parts.get(2).isNull() ? Optional.empty() : Optional.of(Cbor.bytes(parts.get(2), WHERE));
        this.signature = Cbor.bytes(parts.get(3), WHERE + ": signature");
    }

    static CoseSign1 parse(byte[] bytes, int maxBytes) {
        CBORObject item = Cbor.decode(bytes, maxBytes, WHERE);
        if (item.getTagCount() != 1 || !item.HasMostOuterTag(TAG)) {
            throw new MalformedInputException(WHERE + ": tag (expected: " + TAG + ")");
        }
        CBORObject parts = Cbor.demand(item.UntagOne(), CBORType.Array, WHERE);
        if (parts.size() != 4) {
            throw new MalformedInputException(WHERE + ": items: " + parts.size() + " (expected: 4)");
        }
        CoseSign1 message = new CoseSign1(parts);
        // RFC 9052 3.1: what is critical must be understood, and nothing that may be critical is understood here.
        if (Cbor.member(message.protectedHeader, CRIT).isPresent()) {
            throw new MalformedInputException(WHERE + ": crit (expected: none)");
        }
        return message;
    }

    Optional<CBORObject> protectedMember(int label) {
        return Cbor.member(protectedHeader, label);
    }

    Optional<CBORObject> unprotectedMember(int label) {
        return Cbor.member(unprotectedHeader, label);
    }

    Optional<byte[]> payload() {
        return payload.map(byte[]::clone);
    }

    /** Judges the signature over what the payload is, or would be if it were not detached. */
    Verification<byte[]> verify(PublicKey key, byte[] content) {
        Optional<SignatureAlgorithm> algorithm = protectedMember(ALG).flatMap(CoseSign1::algorithm);
        if (!algorithm.isPresent() || !algorithm.get().fits(key)) {
            return Verification.rejected(RejectionReason.ALGORITHM_NOT_ALLOWED, WHERE + ": alg");
        }
        // RFC 9052 4.4: Sig_structure.
        byte[] toBeSigned = CBORObject.NewArray()
                .Add("Signature1")
                .Add(protectedBytes)
                .Add(new byte[0])
                .Add(content)
                .EncodeToBytes();
        return algorithm.get().verify(key, toBeSigned, signature)
                ? Verification.verified(content)
                : Verification.rejected(RejectionReason.SIGNATURE_INVALID, WHERE + ": signature");
    }

    // RFC 9053 2 and RFC 9864.
    private static Optional<SignatureAlgorithm> algorithm(CBORObject alg) {
        if (alg.isTagged() || alg.getType() != CBORType.Integer || !alg.CanValueFitInInt32()) {
            return Optional.empty();
        }
        return switch (alg.AsInt32Value()) {
            case -7, -9 -> Optional.of(SignatureAlgorithm.ES256);
            case -35, -51 -> Optional.of(SignatureAlgorithm.ES384);
            case -36, -52 -> Optional.of(SignatureAlgorithm.ES512);
            case -8, -19 -> Optional.of(SignatureAlgorithm.EDDSA);
            default -> Optional.empty();
        };
    }
}
