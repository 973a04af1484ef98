package dev.countersign.protocol.openid4vp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.CertificateChain;
import dev.countersign.protocol.jose.JwsSigner;

/** With which key a Verifier signs its request objects, and how a wallet finds that key (OpenID4VP 1.0 section 5.9.3). */
public sealed interface RequestSigner {

    /**
     * A key of the Verifier's DID document.
     *
     * @param verificationMethod the DID URL of the key, fragment included
     */
    record ByDid(JwsSigner signer, String verificationMethod) implements RequestSigner {
        @Override
        public ObjectNode header() {
            return Json.object().put("kid", verificationMethod);
        }
    }

    /**
     * The key of a certificate.
     *
     * @param chain leaf first, without the anchor (HAIP 1.0 section 4)
     */
    record ByCertificate(JwsSigner signer, CertificateChain chain) implements RequestSigner {
        @Override
        public ObjectNode header() {
            ObjectNode header = Json.object();
            chain.toX5c().forEach(header.putArray("x5c")::add);
            return header;
        }
    }

    /** Returns the key. */
    JwsSigner signer();

    /** Returns the header parameters by which the key is found. */
    ObjectNode header();
}
