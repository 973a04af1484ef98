package dev.countersign.service.holder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.Did;
import dev.countersign.did.DidDocument;
import dev.countersign.did.DidDocumentBuilder;
import dev.countersign.did.DidJwk;
import dev.countersign.did.DidKey;
import dev.countersign.did.DidUrl;
import dev.countersign.did.DidWeb;
import dev.countersign.did.ProofSigner;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.did.WebVhChange;
import dev.countersign.did.WebVhController;
import dev.countersign.did.WebVhLog;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.service.TestSignIn;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Somebody who has a DID with a key, claims it as a customer, changes its keys, and gives it up. */
public final class DidOwner {
    private final KeyPair key = Keys.generate(SignatureAlgorithm.ES256);
    private final Home home;
    private final Did did;

    private DidOwner(Home home) {
        this.home = home;
        this.did = home.settle(List.of(key.getPublic()));
    }

    /** Makes one whose DID is of this method; where it needs a document, it lies on this host. */
    public static DidOwner of(String method, DidHost host) {
        return new DidOwner(
                switch (method) {
                    case "key" -> keys -> DidKey.of(keys.get(0));
                    case "jwk" -> keys -> DidJwk.of(keys.get(0));
                    case "web" -> new WebHome(host);
                    case "webvh" -> new WebVhHome(host);
                    default -> throw new IllegalArgumentException(method);
                });
    }

    /** Where a DID is written down, when it is. */
    @FunctionalInterface
    private interface Home {
        Did settle(List<PublicKey> keys);

        default void changeTo(List<PublicKey> keys) {
            throw new IllegalStateException("these keys stand in the DID itself");
        }

        default void giveUp() {
            throw new IllegalStateException("such a DID cannot be given up");
        }
    }

    public KeyPair key() {
        return key;
    }

    public Did did() {
        return did;
    }

    /** Replaces all keys of the document. */
    public void changesKeysTo(KeyPair... keys) {
        home.changeTo(List.of(keys).stream().map(KeyPair::getPublic).toList());
    }

    /** Gives the DID up, in its method's own way. */
    public void givesUp() {
        home.giveUp();
    }

    /** Claims the DID for a customer. */
    public Claim claims(String customerNumber) {
        return new Claim(
                "/api/v1/customers/" + customerNumber + "/dids",
                bank().body(Json.print(Json.object().put("did", did.toString())))
                        .post("/api/v1/customers/" + customerNumber + "/dids")
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath());
    }

    /** Claims the DID for a customer and proves control of it. */
    public Claim proves(String customerNumber, URI audience) {
        Claim claim = claims(customerNumber);
        claim.answers(proof(claim, audience)).then().statusCode(200);
        return claim;
    }

    /** Signs a challenge with the first key. */
    String proof(Claim claim, URI audience) {
        return proof(key, claim, audience);
    }

    String proof(KeyPair signing, Claim claim, URI audience) {
        String name =
                switch (did.method()) {
                    case "key" -> DidKey.methodOf(did).toString();
                    case "jwk" -> DidJwk.methodOf(did).toString();
                    default -> DidUrl.of(did, fragment(signing.getPublic())).toString();
                };
        ObjectNode header = Json.object().put("typ", DidProof.TYPE).put("kid", name);
        ObjectNode claims = Json.object()
                .put("iss", did.toString())
                .put("aud", audience.toString())
                .put("nonce", claim.challenge.getString("proof_challenge"))
                .put("iat", Clock.systemUTC().instant().getEpochSecond());
        return Jws.sign(header, Json.print(claims), JwsSigner.of(signing)).compact();
    }

    /** A DID that a customer claimed. */
    public record Claim(String dids, JsonPath challenge) {
        String path() {
            return dids + "/" + challenge.getString("id");
        }

        Response answers(String proof) {
            return bank().body(Json.print(Json.object().put("jwt", proof))).post(path() + "/proof");
        }

        Response isChecked() {
            return bank().post(path() + "/check");
        }

        /** What the list of the customer's DIDs says of it. */
        public String state() {
            return listed().getString("state");
        }

        JsonPath listed() {
            JsonPath list = bank().get(dids).jsonPath();
            list.setRootPath("items.find { it.id == '" + challenge.getString("id") + "' }");
            return list;
        }
    }

    private static RequestSpecification bank() {
        return TestSignIn.as("client:core-banking", "scope:customers").contentType("application/json");
    }

    private static String fragment(PublicKey key) {
        return PublicJwk.of(key).thumbprint();
    }

    private static DidDocument document(Did did, List<PublicKey> keys) {
        DidDocumentBuilder document = DidDocument.describing(did);
        keys.forEach(key -> document.key(fragment(key), key, Set.of(VerificationRelationship.AUTHENTICATION)));
        return document.build();
    }

    private static final class WebHome implements Home {
        private final DidHost host;
        private final URI base;
        private final Did did;

        WebHome(DidHost host) {
            this.host = host;
            this.base = host.home("web-" + UUID.randomUUID());
            this.did = new DidWeb((uri, maxBytes) -> {
                        throw new IOException("nothing is fetched here");
                    })
                    .allowingLoopbackHttp()
                    .didAt(base);
        }

        @Override
        public Did settle(List<PublicKey> keys) {
            changeTo(keys);
            return did;
        }

        @Override
        public void changeTo(List<PublicKey> keys) {
            host.serves(base.getPath() + "/did.json", document(did, keys).toJson());
        }

        @Override
        public void giveUp() {
            host.forgets(base.getPath() + "/did.json");
        }
    }

    private static final class WebVhHome implements Home {
        // An hour behind: versions are a second apart, and none may lie in the future.
        private final WebVhController controller =
                new WebVhController(Clock.offset(Clock.systemUTC(), Duration.ofHours(-1))).allowingLoopbackHttp();
        private final ProofSigner signer = ProofSigner.of(Keys.generate(SignatureAlgorithm.EDDSA));
        private final DidHost host;
        private final URI base;
        private WebVhLog log;

        WebVhHome(DidHost host) {
            this.host = host;
            this.base = host.home("webvh-" + UUID.randomUUID());
        }

        @Override
        public Did settle(List<PublicKey> keys) {
            publish(controller.create(base, draft -> document(draft, keys), WebVhChange.nothing(), signer));
            return log.did();
        }

        @Override
        public void changeTo(List<PublicKey> keys) {
            publish(controller.update(log, WebVhChange.nothing().document(document(log.did(), keys)), signer));
        }

        @Override
        public void giveUp() {
            publish(controller.deactivate(log, signer));
        }

        private void publish(WebVhLog next) {
            log = next;
            host.serves(base.getPath() + "/did.jsonl", next.toJsonl());
        }
    }
}
