package dev.countersign.did;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A bank with a did:webvh, its keys, web servers, and a clock that we move. */
final class WebVhScene {
    static final URI BANK = URI.create("https://bank.example");

    final MovingClock clock = new MovingClock();
    final WebVhHosts hosts = new WebVhHosts();
    final WebVhController controller = new WebVhController(clock);
    final ProofSigner key = signer();
    final ProofSigner nextKey = signer();
    final ProofSigner thief = signer();

    static ProofSigner signer() {
        try {
            return ProofSigner.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    DidDocument describe(Did did) {
        return DidDocument.describing(did)
                .key("k1", key.publicKey(), Set.of(VerificationRelationship.ASSERTION_METHOD))
                .build();
    }

    WebVhLog created(WebVhChange rules) {
        return controller.create(BANK, this::describe, rules, key);
    }

    WebVhLog updated(WebVhLog log, WebVhChange change, ProofSigner signer) {
        clock.passes(Duration.ofDays(1));
        return controller.update(log, change, signer);
    }

    /** A log of so many versions, each a day after the one before. */
    WebVhLog versions(int count) {
        WebVhLog log = created(WebVhChange.nothing());
        while (log.versionNumber() < count) {
            log = updated(log, WebVhChange.nothing(), key);
        }
        return log;
    }

    Resolution resolves(Did did, WebVhLog log) {
        hosts.serves(did, log.toJsonl(), null);
        return new DidWebVh(hosts, clock).resolve(did);
    }

    void assertRejected(byte[] log, WebVhFault fault) {
        assertRejected(log, WebVhWitnessProofs.NONE, fault);
    }

    void assertRejected(byte[] log, WebVhWitnessProofs proofs, WebVhFault fault) {
        assertThat(WebVhLog.verify(log, proofs, clock))
                .isInstanceOfSatisfying(WebVhVerification.Rejected.class, rejected -> assertThat(rejected.fault())
                        .as(rejected.detail())
                        .isEqualTo(fault));
    }

    void assertVerified(byte[] log, WebVhWitnessProofs proofs) {
        assertThat(WebVhLog.verify(log, proofs, clock)).isInstanceOf(WebVhVerification.Verified.class);
    }

    static String[] lines(WebVhLog log) {
        return text(log.toJsonl()).split("\n", -1);
    }

    static byte[] log(String... lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The log with an entry that follows on correctly and says anything at all; a controller would refuse to make it. */
    byte[] forged(WebVhLog log, Consumer<ObjectNode> change, ProofSigner signer) {
        return forged(log, log.versionNumber() + 1, change, signer);
    }

    byte[] forged(WebVhLog log, int number, Consumer<ObjectNode> change, ProofSigner signer) {
        ObjectNode draft = Json.object();
        draft.put("versionTime", log.versionTime().plusSeconds(1).toString());
        draft.putObject("parameters");
        draft.set("state", log.state());
        change.accept(draft);
        String time = draft.get("versionTime").textValue();
        ObjectNode parameters = (ObjectNode) draft.get("parameters");
        ObjectNode state = (ObjectNode) draft.get("state");
        WebVhEntry.Hashes hashes = WebVhEntry.Hashes.of(parameters, state, time);
        WebVhEntry.VersionId id =
                new WebVhEntry.VersionId(number, Multihash.ofDigest(hashes.withVersionId(log.versionId())));
        ObjectNode proof = DataIntegrityProof.make(signer, hashes.withVersionId(id.toString()), Instant.EPOCH);
        if (draft.get("proof") instanceof ObjectNode other) {
            proof.setAll(other);
        }
        byte[] line = WebVhEntry.line(id, time, parameters, new WebVhEntry.Signed(state, proof));
        return (text(log.toJsonl()) + text(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Approvals in memory. */
    static final class RememberedApprovals implements WebVhWitness.Approvals {
        private final Map<String, String> followers = new HashMap<>();

        @Override
        public boolean approve(String formerVersionId, String versionId) {
            return versionId.equals(followers.computeIfAbsent(formerVersionId, former -> versionId));
        }
    }

    WebVhWitness witness() {
        return new WebVhWitness(signer(), new RememberedApprovals(), clock);
    }
}
