package dev.countersign.service.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.Did;
import dev.countersign.did.DidDocument;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.CertificateChain;
import dev.countersign.protocol.jose.JwkSet;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.sdjwt.DisclosureFrame;
import dev.countersign.protocol.sdjwt.KeyBinding;
import dev.countersign.protocol.sdjwt.SdJwtIssuer;
import dev.countersign.protocol.sdjwt.SdJwtVerifier;
import dev.countersign.protocol.sdjwt.VerifiedCredential;
import dev.countersign.service.MovingClock;
import dev.countersign.service.platform.PublicUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Our organisation at https://bank.example, the hosts of others, and a verifier that judges what issuers signed. */
final class TrustScene {
    static final String VCT = "https://issuer.example/types/identity";

    final MovingClock clock = new MovingClock();
    final ScriptedHosts hosts = new ScriptedHosts();
    final GeneratedKeys ownKeys = new GeneratedKeys();
    final PublicUrl publicUrl = new PublicUrl(URI.create("https://bank.example"));
    final InMemoryTrustedIssuers issuers = new InMemoryTrustedIssuers();
    final RemoteDocuments remote = new RemoteDocuments(hosts);
    final DidResolution dids = new DidResolution(remote, publicUrl, clock);
    final TrustedKeys trustedKeys = new TrustedKeys(new IssuerMetadataKeys(remote, clock), dids, clock);
    final OrganisationScene organisation = new OrganisationScene(ownKeys, clock, "https://bank.example");
    final ServiceIssuerKeys issuerKeys =
            new ServiceIssuerKeys(ownKeys, organisation.organisation, publicUrl, issuers, trustedKeys);

    /** Somebody who signs credentials. */
    final class Issuer {
        final String name;
        final KeyPair pair = Keys.generate(SignatureAlgorithm.ES256);

        Issuer(String name) {
            this.name = name;
        }

        PublicJwk jwk(String keyId) {
            return PublicJwk.of(pair.getPublic()).withKeyId(keyId);
        }

        void publishesMetadata() {
            hosts.servesJson(name + "/.well-known/jwt-vc-issuer", metadata(name, jwk("k1")));
        }

        void publishesDid(VerificationRelationship purpose) {
            Did did = Did.parse(name);
            DidDocument document = DidDocument.describing(did)
                    .key("k1", pair.getPublic(), Set.of(purpose))
                    .build();
            hosts.servesJson(
                    "https://" + did.id() + "/.well-known/did.json",
                    new String(document.toJson(), StandardCharsets.UTF_8));
        }

        void isTrusted(KeyPolicy policy) {
            issuers.save(new TrustedIssuer(new IssuerId(name), "An issuer", Set.of(VCT), policy), "test");
        }

        /** Signs a credential and has it judged. */
        Verification<VerifiedCredential> presents(String keyId) {
            return judge(new SdJwtIssuer(JwsSigner.of(pair), keyId, RandomSource.secure()), claims());
        }

        Verification<VerifiedCredential> presentsWith(CertificateChain chain) {
            return judge(
                    new SdJwtIssuer(JwsSigner.of(pair), "k1", RandomSource.secure()).withCertificates(chain), claims());
        }

        Verification<VerifiedCredential> presentsWithoutIss(CertificateChain chain) {
            ObjectNode claims = claims();
            claims.remove("iss");
            return judge(
                    new SdJwtIssuer(JwsSigner.of(pair), "k1", RandomSource.secure()).withCertificates(chain), claims);
        }

        ObjectNode claims() {
            return Json.object()
                    .put("iss", name)
                    .put("vct", VCT)
                    .put("iat", clock.instant().getEpochSecond())
                    .put("given_name", "Alice");
        }
    }

    Issuer issuer(String name) {
        return new Issuer(name);
    }

    Verification<VerifiedCredential> judge(SdJwtIssuer issuer, ObjectNode claims) {
        return new SdJwtVerifier(issuerKeys, clock, Duration.ofSeconds(30))
                .verify(issuer.issue(claims, DisclosureFrame.nothing()), new KeyBinding.Waived());
    }

    static String metadata(String issuer, PublicJwk... keys) {
        ObjectNode metadata = Json.object().put("issuer", issuer);
        metadata.set("jwks", new JwkSet(List.copyOf(Arrays.asList(keys))).toJson());
        return new String(Json.print(metadata), StandardCharsets.UTF_8);
    }
}
