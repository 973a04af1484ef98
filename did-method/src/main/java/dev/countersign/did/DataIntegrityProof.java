package dev.countersign.did;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Instant;

/**
 * A proof of the cryptosuite eddsa-jcs-2022 (VC Data Integrity EdDSA Cryptosuites 1.0 section 3.3) by a did:key, for
 * {@code assertionMethod}.
 */
final class DataIntegrityProof {
    private static final String TYPE = "DataIntegrityProof";
    private static final String CRYPTOSUITE = "eddsa-jcs-2022";
    private static final String PURPOSE = "assertionMethod";
    private static final String DID_KEY = "did:key:";

    private final String multikey;
    private final byte[] signature;
    private final byte[] configHash;

    private DataIntegrityProof(String multikey, byte[] signature, byte[] configHash) {
        this.multikey = multikey;
        this.signature = signature;
        this.configHash = configHash;
    }

    static DataIntegrityProof parse(JsonNode node) {
        if (!(node instanceof ObjectNode proof)) {
            throw new MalformedDidException("Data Integrity 2.1: proof (expected: an object)");
        }
        require(proof, "type", TYPE);
        require(proof, "cryptosuite", CRYPTOSUITE);
        require(proof, "proofPurpose", PURPOSE);
        String multikey = multikey(Json.text(proof.get("verificationMethod"), "proof: verificationMethod"));
        String value = Json.text(proof.get("proofValue"), "proof: proofValue");
        if (value.isEmpty() || value.charAt(0) != 'z') {
            throw new MalformedDidException("eddsa-jcs-2022: proofValue (expected: multibase z)");
        }
        byte[] signature = Base58.decode(value.substring(1));
        if (signature.length != Ed25519Verifier.SIGNATURE_BYTES) {
            throw new MalformedDidException("eddsa-jcs-2022: proofValue (expected: 64 bytes)");
        }
        ObjectNode config = proof.deepCopy();
        config.remove("proofValue");
        return new DataIntegrityProof(multikey, signature, hash(config));
    }

    /** Returns the proof of a document with this hash. */
    static ObjectNode make(ProofSigner signer, byte[] documentHash, Instant created) {
        String multikey = signer.multikey();
        ObjectNode proof = Json.object();
        proof.put("type", TYPE);
        proof.put("cryptosuite", CRYPTOSUITE);
        proof.put("verificationMethod", DID_KEY + multikey + "#" + multikey);
        proof.put("created", created.toString());
        proof.put("proofPurpose", PURPOSE);
        byte[] signature = signer.sign(joined(hash(proof), documentHash));
        return proof.put("proofValue", "z" + Base58.encode(signature));
    }

    /** Returns whose proof it claims to be: both parts of the did:key. */
    String multikey() {
        return multikey;
    }

    /** Returns whether it is this key's proof of the document with this hash (section 3.3.2). */
    boolean proves(PublicKey key, byte[] documentHash) {
        return Ed25519Verifier.ofPlatform().verify(key, joined(configHash, documentHash), signature);
    }

    // A body that differs from the fragment names two keys: which one signed would depend on who reads.
    private static String multikey(String verificationMethod) {
        int hash = verificationMethod.indexOf('#');
        if (verificationMethod.startsWith(DID_KEY)
                && hash > 0
                && verificationMethod
                        .substring(DID_KEY.length(), hash)
                        .equals(verificationMethod.substring(hash + 1))) {
            return verificationMethod.substring(hash + 1);
        }
        throw new MalformedDidException(
                "did:webvh: verificationMethod (expected: did:key whose fragment equals its body)");
    }

    private static void require(ObjectNode proof, String member, String value) {
        if (!value.equals(proof.path(member).textValue())) {
            throw new MalformedDidException("Data Integrity 2.1: " + member + " (expected: " + value + ")");
        }
    }

    private static byte[] hash(ObjectNode config) {
        MessageDigest digest = Multihash.sha256();
        return digest.digest(Jcs.canonical(config));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = new byte[first.length + second.length];
        System.arraycopy(first, 0, joined, 0, first.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
