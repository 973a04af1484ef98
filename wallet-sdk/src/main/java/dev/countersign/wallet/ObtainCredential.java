package dev.countersign.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.openid4vci.CredentialConfiguration;
import dev.countersign.protocol.openid4vci.CredentialRequest;
import dev.countersign.protocol.openid4vci.CredentialResponse;
import dev.countersign.protocol.openid4vci.EndpointPolicy;
import dev.countersign.protocol.openid4vci.KeyProof;
import dev.countersign.protocol.openid4vci.NonceResponse;
import dev.countersign.protocol.openid4vci.NotificationRequest;
import dev.countersign.protocol.openid4vci.TokenResponse;
import dev.countersign.protocol.sdjwt.KeyBinding;
import dev.countersign.protocol.sdjwt.SdJwt;
import dev.countersign.protocol.sdjwt.SdJwtVerifier;
import dev.countersign.protocol.sdjwt.VerifiedCredential;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Obtains one credential in several copies, each with a key of its own, and verifies every copy before it is kept. */
final class ObtainCredential {
    /** Copies that are asked for: enough for as many Verifiers, each of which gets to see one. */
    static final int COPIES = 8;

    private static final Duration MAX_SKEW = Duration.ofSeconds(60);

    private final Transport transport;
    private final EndpointPolicy policy;
    private final Shelf shelf;
    private final Clock clock;

    /** Where keys and credentials are kept. */
    record Shelf(HolderKeys keys, CredentialStore credentials) {}

    /** What came of it. */
    sealed interface Obtained {}

    record Kept(StoredCredential credential) implements Obtained {}

    record Failed(String detail) implements Obtained {}

    ObtainCredential(Transport transport, EndpointPolicy policy, Shelf shelf, Clock clock) {
        this.transport = transport;
        this.policy = policy;
        this.shelf = shelf;
        this.clock = clock;
    }

    Obtained obtain(Offer offer, String configurationId, TokenResponse token) throws IOException {
        CredentialConfiguration configuration = offer.configuration(configurationId);
        Map<String, HolderKey> keys = newKeys(Math.min(COPIES, offer.metadata().batchSize()));
        Reply reply = request(offer, wanted(configurationId, token), token, keys);
        if (!reply.succeeded()) {
            forget(keys);
            return new Failed("credential endpoint: status " + reply.status());
        }
        CredentialResponse response = parse(reply, keys);
        if (!(response instanceof CredentialResponse.Issued issued)) {
            forget(keys);
            return new Failed("OpenID4VCI 9: a deferred credential (expected: at once)");
        }
        Obtained obtained = keep(offer, configuration, issued, keys);
        notifyIssuer(offer, token, issued, obtained);
        forget(keys);
        return obtained;
    }

    private CredentialResponse parse(Reply reply, Map<String, HolderKey> keys) {
        try {
            return CredentialResponse.parse(reply.json());
        } catch (MalformedInputException e) {
            forget(keys);
            throw e;
        }
    }

    private Map<String, HolderKey> newKeys(int count) {
        Map<String, HolderKey> keys = new HashMap<>();
        for (int i = 0; i < count; i++) {
            HolderKey key = shelf.keys().create();
            keys.put(key.thumbprint().value(), key);
        }
        return keys;
    }

    /** Section 8.2: identifiers, when the token came with some for this configuration. */
    private static CredentialRequest.Wanted wanted(String configurationId, TokenResponse token) {
        List<String> identifiers = token.credentialIdentifiers().getOrDefault(configurationId, List.of());
        return identifiers.isEmpty()
                ? new CredentialRequest.ByConfiguration(configurationId)
                : new CredentialRequest.ByIdentifier(identifiers.get(0));
    }

    private Reply request(
            Offer offer, CredentialRequest.Wanted wanted, TokenResponse token, Map<String, HolderKey> keys)
            throws IOException {
        Optional<URI> nonceEndpoint = offer.metadata().endpoints().nonce();
        if (!nonceEndpoint.isPresent()) {
            throw new MalformedInputException("OpenID4VCI 7: nonce_endpoint (expected: with key proofs)");
        }
        Reply nonce = transport.send(Request.form(nonceEndpoint.get(), ""));
        if (!nonce.succeeded()) {
            throw new IOException("nonce endpoint: status " + nonce.status());
        }
        KeyProof.Purpose purpose = new KeyProof.Purpose(
                offer.issuer(), NonceResponse.parse(nonce.json()).nonce());
        List<String> proofs = new ArrayList<>();
        keys.values().forEach(key -> proofs.add(KeyProof.make(purpose, key, key.publicJwk(), clock.instant())));
        ObjectNode body = new CredentialRequest(wanted, proofs).toJson();
        URI endpoint = offer.metadata().endpoints().credential();
        return transport.send(Request.post(endpoint, body).with("Authorization", "Bearer " + token.accessToken()));
    }

    private Obtained keep(
            Offer offer,
            CredentialConfiguration configuration,
            CredentialResponse.Issued issued,
            Map<String, HolderKey> keys) {
        SdJwtVerifier verifier =
                new SdJwtVerifier(new IssuerMetadataKeys(offer.issuer(), policy, transport), clock, MAX_SKEW);
        List<CredentialCopy> copies = new ArrayList<>();
        List<VerifiedCredential> verified = new ArrayList<>();
        for (JsonNode credential : issued.credentials()) {
            Optional<String> trouble = check(verifier, credential.asText(), configuration, keys)
                    .fold(
                            yes -> {
                                verified.add(yes.value().credential());
                                copies.add(yes.value().copy());
                                return Optional.empty();
                            },
                            no -> Optional.of(no.detail()),
                            later -> Optional.of("issuer keys: not to be had now"));
            if (trouble.isPresent()) {
                // Section 11.1: a partly failed batch counts as failed.
                return new Failed(trouble.get());
            }
        }
        StoredCredential stored = new StoredCredential(
                NewIds.credential(),
                statement(verified.get(0)),
                OfferedDesign.of(offer.metadata(), configuration),
                copies);
        shelf.credentials().save(stored);
        // What is left in the map is forgotten by the caller.
        copies.forEach(copy -> keys.remove(copy.key().value()));
        return new Kept(stored);
    }

    private record Checked(VerifiedCredential credential, CredentialCopy copy) {}

    private static Verification<Checked> check(
            SdJwtVerifier verifier, String compact, CredentialConfiguration wanted, Map<String, HolderKey> keys) {
        return verifier.verify(SdJwt.parse(compact), new KeyBinding.Waived()).then(credential -> {
            if (!Optional.of(credential.vct()).equals(wanted.vct())) {
                return Verification.rejected(RejectionReason.WRONG_CREDENTIAL_TYPE, "vct (expected: the one offered)");
            }
            Optional<PublicJwk> bound = credential.holderKey();
            if (!bound.isPresent() || !keys.containsKey(bound.get().thumbprint())) {
                return Verification.rejected(
                        RejectionReason.HOLDER_BINDING_INVALID, "cnf (expected: a key of this wallet)");
            }
            return Verification.verified(new Checked(
                    credential, new CredentialCopy(compact, KeyThumbprint.of(bound.get()), Optional.empty())));
        });
    }

    private StoredCredential.Statement statement(VerifiedCredential credential) {
        return new StoredCredential.Statement(
                credential.issuer(), credential.vct(), credential.claims(), clock.instant(), credential.expiresAt());
    }

    private void notifyIssuer(Offer offer, TokenResponse token, CredentialResponse.Issued issued, Obtained obtained)
            throws IOException {
        Optional<URI> endpoint = offer.metadata().endpoints().notification();
        if (!endpoint.isPresent() || !issued.notificationId().isPresent()) {
            return;
        }
        NotificationRequest.Event event = obtained instanceof Kept
                ? NotificationRequest.Event.CREDENTIAL_ACCEPTED
                : NotificationRequest.Event.CREDENTIAL_FAILURE;
        NotificationRequest notification =
                new NotificationRequest(issued.notificationId().get(), event, Optional.empty());
        // Section 11: whatever it answers, the credential is kept or not already.
        transport.send(Request.post(endpoint.get(), notification.toJson())
                .with("Authorization", "Bearer " + token.accessToken()));
    }

    private void forget(Map<String, HolderKey> unused) {
        unused.values().forEach(key -> shelf.keys().destroy(key.thumbprint()));
    }
}
