package dev.countersign.protocol.log;

import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A log and witnesses with keys made for this run. */
final class Actors {
    static final String ORIGIN = "log.example/interactions";
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    static final NoteSigner LOG = log(ORIGIN);
    static final NoteSigner ALICE = witness("alice.example/witness");
    static final NoteSigner BOB = witness("bob.example/witness");
    static final NoteSigner CAROL = witness("carol.example/witness");

    /** Two of three witnesses. */
    static final WitnessPolicy POLICY = policy("2", ALICE, BOB, CAROL);

    private Actors() {}

    static NoteSigner log(String origin) {
        KeyPair pair = Keys.generate(SignatureAlgorithm.EDDSA);
        return NoteSigner.of(VerifierKey.of(origin, SignatureType.ED25519, pair.getPublic()), JwsSigner.of(pair));
    }

    static NoteSigner witness(String name) {
        return witness(name, Keys.generate(SignatureAlgorithm.EDDSA), CLOCK);
    }

    static NoteSigner witness(String name, KeyPair pair, Clock clock) {
        return NoteSigner.cosigner(
                VerifierKey.of(name, SignatureType.COSIGNATURE_V1, pair.getPublic()), JwsSigner.of(pair), clock);
    }

    static WitnessPolicy policy(String threshold, NoteSigner... witnesses) {
        String lines = Stream.of(witnesses)
                .map(witness -> "witness " + name(witness) + " " + witness.verifierKey() + "\n")
                .collect(Collectors.joining());
        String names = Stream.of(witnesses).map(Actors::name).collect(Collectors.joining(" "));
        return WitnessPolicy.parse("log " + LOG.verifierKey() + "\n" + lines + "group all-of-us " + threshold + " "
                + names + "\nquorum all-of-us\n");
    }

    static SignedNote checkpoint(TreeHead tree, NoteSigner... signers) {
        return SignedNote.sign(new Checkpoint(ORIGIN, tree).text(), List.of(signers));
    }

    private static String name(NoteSigner witness) {
        return witness.verifierKey().name();
    }
}
