package dev.countersign.protocol.log;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A receipt of a transparency service in COSE, unverified: that an entry is in its tree, or that its tree grew out of an older one
 * (draft-ietf-cose-merkle-tree-proofs, verifiable data structure RFC9162_SHA256).
 */
public final class CoseReceipt {
    /** Longest receipt that is read, in bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final String WHERE = "COSE receipts";
    private static final int VDS = 395;
    private static final int VDP = 396;
    private static final long RFC9162_SHA256 = 1;
    private static final int INCLUSION = -1;
    private static final int CONSISTENCY = -2;
    private static final int PROOF_ITEMS = 3;

    private final CoseSign1 message;
    private final int kind;
    private final long first;
    private final long second;
    private final List<MerkleHash> path;

    private CoseReceipt(CoseSign1 message, int kind, CBORObject proof) {
        this.message = message;
        this.kind = kind;
        this.first = Cbor.number(proof.get(0), WHERE + ": proof");
        this.second = Cbor.number(proof.get(1), WHERE + ": proof");
        this.path = path(Cbor.demand(proof.get(2), CBORType.Array, WHERE + ": path"));
    }

    /**
     * Reads a receipt with one proof.
     *
     * @throws MalformedInputException when it is not one, of another data structure than RFC9162_SHA256, or longer than
     *     {@link #MAX_BYTES}
     */
    public static CoseReceipt parse(byte[] receipt) {
        CoseSign1 message = CoseSign1.parse(receipt, MAX_BYTES);
        long vds = message.protectedMember(VDS)
                .map(item -> Cbor.number(item, WHERE + ": vds"))
                .orElse(0L);
        if (vds != RFC9162_SHA256) {
            throw new MalformedInputException(WHERE + ": vds (expected: 1)");
        }
        CBORObject proofs = Cbor.demand(
                message.unprotectedMember(VDP).orElseThrow(() -> new MalformedInputException(WHERE + ": no vdp")),
                CBORType.Map,
                WHERE + ": vdp");
        Optional<CBORObject> inclusion = Cbor.member(proofs, INCLUSION);
        Optional<CBORObject> consistency = Cbor.member(proofs, CONSISTENCY);
        if (inclusion.isPresent() == consistency.isPresent()) {
            throw new MalformedInputException(WHERE + ": vdp (expected: an inclusion or a consistency proof)");
        }
        return new CoseReceipt(
                message,
                inclusion.isPresent() ? INCLUSION : CONSISTENCY,
                proof(inclusion.isPresent() ? inclusion.get() : consistency.get()));
    }

    /** Returns the identifier of the key that it says it was signed with. */
    public Optional<byte[]> keyId() {
        return message.protectedMember(CoseSign1.KID)
                .filter(item -> item.getType() == CBORType.ByteString)
                .map(CBORObject::GetByteString);
    }

    /**
     * Judges whether an entry is in the service's tree.
     *
     * @param leaf hash of the entry
     * @param key of the service, known from elsewhere
     * @return the tree that the service vouches for
     */
    public Verification<TreeHead> verifyInclusion(MerkleHash leaf, PublicKey key) {
        if (kind != INCLUSION) {
            return notProven("no inclusion proof");
        }
        // The payload is detached: whatever the path leads to is what the service must have signed.
        return new InclusionProof(second, path)
                .root(leaf, first)
                .map(root -> signed(new TreeHead(first, root), key))
                .orElseGet(() -> notProven("the path does not fit size and index"));
    }

    /**
     * Judges whether the service's tree grew out of one that is known.
     *
     * @param older as verified before
     * @param key of the service, known from elsewhere
     * @return the newer tree, that the service vouches for
     */
    public Verification<TreeHead> verifyConsistency(TreeHead older, PublicKey key) {
        if (kind != CONSISTENCY || first != older.size()) {
            return notProven("no consistency proof from the known tree");
        }
        return new ConsistencyProof(path)
                .root(older, second)
                .map(root -> signed(new TreeHead(second, root), key))
                .orElseGet(() -> notProven("the path does not start at the known tree"));
    }

    private Verification<TreeHead> signed(TreeHead tree, PublicKey key) {
        byte[] root = tree.root().bytes();
        boolean another = message.payload()
                .filter(payload -> !Arrays.equals(payload, root))
                .isPresent();
        return another
                ? notProven("the path does not lead to the payload")
                : message.verify(key, root).then(verified -> Verification.verified(tree));
    }

    private static <T> Verification<T> notProven(String what) {
        return Verification.rejected(RejectionReason.NOT_IN_LOG, WHERE + ": " + what);
    }

    private static CBORObject proof(CBORObject proofs) {
        if (Cbor.demand(proofs, CBORType.Array, WHERE + ": proofs").size() != 1) {
            throw new MalformedInputException(WHERE + ": proofs: " + proofs.size() + " (expected: 1)");
        }
        CBORObject proof = Cbor.demand(
                Cbor.decode(Cbor.bytes(proofs.get(0), WHERE + ": proof"), MAX_BYTES, WHERE + ": proof"),
                CBORType.Array,
                WHERE + ": proof");
        if (proof.size() != PROOF_ITEMS) {
            throw new MalformedInputException(WHERE + ": items: " + proof.size() + " (expected: 3)");
        }
        return proof;
    }

    private static List<MerkleHash> path(CBORObject hashes) {
        if (hashes.size() > InclusionProof.MAX_HASHES) {
            throw new MalformedInputException(WHERE + ": hashes: " + hashes.size() + " (expected: <= 63)");
        }
        List<MerkleHash> path = new ArrayList<>();
        for (CBORObject hash : hashes.getValues()) {
            path.add(MerkleHash.of(Cbor.bytes(hash, WHERE + ": hash")));
        }
        return path;
    }
}
