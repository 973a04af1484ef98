package dev.countersign.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.upokecenter.cbor.CBORObject;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Vectors;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CoseReceiptTest {
    private static final KeyPair SERVICE = Keys.generate(SignatureAlgorithm.ES256);
    private static final NaiveTree TREE = NaiveTree.of(600);
    private static final MerkleHash LEAF = NaiveTree.leaves(257, 258).get(0);
    private static final byte[] INCLUSION = receipt(-1, 600, 257, TREE.inclusion(257), null);
    private static final byte[] CONSISTENCY = receipt(-2, 300, 600, TREE.consistency(300), null);

    @Test
    void the_published_receipts_are_read_and_agree_with_each_other() throws IOException {
        byte[] inclusion = Files.readAllBytes(Vectors.path("cose-receipts/inclusion-receipt.cbor"));
        byte[] consistency = Files.readAllBytes(Vectors.path("cose-receipts/consistency-receipt.cbor"));
        // They are of one tree: the second hash of the consistency proof is the entry that the inclusion proof is
        // about.
        MerkleHash leaf = MerkleHash.of(Arrays.copyOfRange(consistency, 117, 149));

        assertThat(CoseReceipt.parse(inclusion).keyId())
                .hasValueSatisfying(kid -> assertThat(kid).asString().isEqualTo("test-key-1"));
        // The path fits, so that only the signature stands between it and us: its key is not published.
        assertRefused(
                CoseReceipt.parse(inclusion).verifyInclusion(leaf, SERVICE.getPublic()),
                RejectionReason.SIGNATURE_INVALID);
        assertRefused(
                CoseReceipt.parse(consistency).verifyConsistency(new TreeHead(3, leaf), SERVICE.getPublic()),
                RejectionReason.NOT_IN_LOG);
    }

    @Test
    void a_receipt_shows_the_tree_that_the_service_vouches_for() {
        assertThat(CoseReceipt.parse(INCLUSION).verifyInclusion(LEAF, SERVICE.getPublic()))
                .isEqualTo(Verification.verified(TREE.head()));
        assertThat(CoseReceipt.parse(CONSISTENCY).verifyConsistency(TREE.head(300), SERVICE.getPublic()))
                .isEqualTo(Verification.verified(TREE.head()));
        byte[] attached = receipt(-1, 600, 257, TREE.inclusion(257), TREE.head().root());
        assertThat(CoseReceipt.parse(attached).verifyInclusion(LEAF, SERVICE.getPublic()))
                .isEqualTo(Verification.verified(TREE.head()));
    }

    @Test
    void a_receipt_of_another_entry_tree_or_service_is_refused() {
        CoseReceipt inclusion = CoseReceipt.parse(INCLUSION);
        CoseReceipt consistency = CoseReceipt.parse(CONSISTENCY);
        assertRefused(
                inclusion.verifyInclusion(NaiveTree.leaves(0, 1).get(0), SERVICE.getPublic()),
                RejectionReason.SIGNATURE_INVALID);
        assertRefused(
                inclusion.verifyInclusion(
                        LEAF, Keys.generate(SignatureAlgorithm.ES256).getPublic()),
                RejectionReason.SIGNATURE_INVALID);
        assertRefused(
                inclusion.verifyInclusion(
                        LEAF, Keys.generate(SignatureAlgorithm.EDDSA).getPublic()),
                RejectionReason.ALGORITHM_NOT_ALLOWED);
        assertRefused(inclusion.verifyConsistency(TREE.head(300), SERVICE.getPublic()), RejectionReason.NOT_IN_LOG);
        assertRefused(consistency.verifyInclusion(LEAF, SERVICE.getPublic()), RejectionReason.NOT_IN_LOG);
        assertRefused(consistency.verifyConsistency(TREE.head(299), SERVICE.getPublic()), RejectionReason.NOT_IN_LOG);
        assertRefused(
                consistency.verifyConsistency(new TreeHead(300, LEAF), SERVICE.getPublic()),
                RejectionReason.NOT_IN_LOG);
        byte[] attached = receipt(-1, 600, 257, TREE.inclusion(257), LEAF);
        assertRefused(
                CoseReceipt.parse(attached).verifyInclusion(LEAF, SERVICE.getPublic()), RejectionReason.NOT_IN_LOG);
    }

    @Property(tries = 1_000)
    void any_bit_flipped_in_a_receipt_is_refused_or_names_the_same_tree(
            @ForAll @IntRange(max = Integer.MAX_VALUE) int position, @ForAll @IntRange(max = 7) int bit) {
        byte[] tampered = INCLUSION.clone();
        tampered[position % tampered.length] ^= (byte) (1 << bit);
        try {
            Verification<TreeHead> outcome = CoseReceipt.parse(tampered).verifyInclusion(LEAF, SERVICE.getPublic());
            // The size is bound by the shape of the path only; the root is what is signed.
            if (outcome instanceof Verification.Verified<TreeHead> verified) {
                assertThat(verified.value().root()).isEqualTo(TREE.head().root());
            }
        } catch (MalformedInputException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }

    @Property(tries = 2_000)
    void hostile_bytes_are_malformed_and_nothing_else(@ForAll byte[] bytes, @ForAll @IntRange(max = 200) int at) {
        byte[] spliced = INCLUSION.clone();
        System.arraycopy(bytes, 0, spliced, at, Math.min(bytes.length, spliced.length - at));
        byte[] tagged = new byte[bytes.length + 2];
        tagged[0] = (byte) 0xd2;
        tagged[1] = (byte) 0x84;
        System.arraycopy(bytes, 0, tagged, 2, bytes.length);
        for (byte[] hostile : List.of(bytes, spliced, tagged)) {
            try {
                assertThat(CoseReceipt.parse(hostile)).isNotNull();
            } catch (MalformedInputException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void deep_nesting_and_lengths_that_lie_are_malformed() {
        byte[] deep = new byte[60_000];
        Arrays.fill(deep, (byte) 0x81);
        byte[] tags = new byte[60_000];
        Arrays.fill(tags, (byte) 0xd2);
        byte[] huge = {(byte) 0xd2, (byte) 0x84, 0x5b, 0x7f, -1, -1, -1, -1, -1, -1, -1};
        byte[] many = {(byte) 0xd2, (byte) 0x9b, 0x7f, -1, -1, -1, -1, -1, -1, -1};
        byte[] map = {(byte) 0xd2, (byte) 0xbb, 0x7f, -1, -1, -1, -1, -1, -1, -1};
        byte[] trailing = Arrays.copyOf(INCLUSION, INCLUSION.length + 1);
        byte[] large = new byte[CoseReceipt.MAX_BYTES + 1];
        for (byte[] hostile : List.of(deep, tags, huge, many, map, trailing, large, new byte[0])) {
            assertThatThrownBy(() -> CoseReceipt.parse(hostile)).isInstanceOf(MalformedInputException.class);
        }
    }

    private static byte[] receipt(
            int kind,
            long first,
            long second,
            List<MerkleHash> path,
            @org.jspecify.annotations.Nullable MerkleHash payload) {
        byte[] protectedHeader = CBORObject.NewMap()
                .Add(1, -7)
                .Add(4, "key".getBytes(StandardCharsets.UTF_8))
                .Add(395, 1)
                .EncodeToBytes();
        CBORObject hashes = CBORObject.NewArray();
        path.forEach(hash -> hashes.Add(hash.bytes()));
        byte[] proof = CBORObject.NewArray().Add(first).Add(second).Add(hashes).EncodeToBytes();
        CBORObject unprotected = CBORObject.NewMap()
                .Add(396, CBORObject.NewMap().Add(kind, CBORObject.NewArray().Add(proof)));
        byte[] root = (payload == null ? TREE.head().root() : payload).bytes();
        byte[] signature = JwsSigner.of(SERVICE)
                .sign(CBORObject.NewArray()
                        .Add("Signature1")
                        .Add(protectedHeader)
                        .Add(new byte[0])
                        .Add(root)
                        .EncodeToBytes());
        return CBORObject.FromObjectAndTag(
                        CBORObject.NewArray()
                                .Add(protectedHeader)
                                .Add(unprotected)
                                .Add(payload == null ? CBORObject.Null : CBORObject.FromObject(root))
                                .Add(signature),
                        18)
                .EncodeToBytes();
    }

    private static void assertRefused(Verification<?> outcome, RejectionReason reason) {
        assertThat(outcome).isInstanceOfSatisfying(Verification.Rejected.class, no -> assertThat(no.reason())
                .isEqualTo(reason));
    }
}
