package dev.countersign.samples.verify;

import dev.countersign.did.Did;
import dev.countersign.did.DidDocument;
import dev.countersign.did.DidWebVh;
import dev.countersign.did.ProofSigner;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.did.WebVhChange;
import dev.countersign.did.WebVhController;
import dev.countersign.did.WebVhLog;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.consent.ConsentContext;
import dev.countersign.protocol.consent.ConsentReceipt;
import dev.countersign.protocol.consent.ReceiptFile;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.MerkleHash;
import dev.countersign.protocol.log.NoteSigner;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.log.SignatureType;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.Tile;
import dev.countersign.protocol.log.TileTree;
import dev.countersign.protocol.log.TlogProof;
import dev.countersign.protocol.log.VerifierKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** An invented bank with a DID, a log, and receipts; what a test changes on it is an attack. */
final class Bank {
    static final Instant FOUNDED = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant ANSWERED = Instant.parse("2026-11-22T10:00:00Z");

    final URI address;
    final KeyPair receiptKey = Keys.generate(SignatureAlgorithm.ES256);
    final KeyPair logKey = Keys.generate(SignatureAlgorithm.EDDSA);
    final List<NoteSigner> witnesses = new ArrayList<>();
    private final KeyPair control = Keys.generate(SignatureAlgorithm.EDDSA);
    WebVhLog history;

    KeyPair signsReceipts = receiptKey;
    KeyPair signsCheckpoints = logKey;
    UnaryOperator<ConsentReceipt> content = UnaryOperator.identity();

    Bank(String address) {
        this.address = URI.create(address);
        this.history = new WebVhController(at(FOUNDED))
                .create(this.address, did -> document(did, receiptKey), WebVhChange.nothing(), ProofSigner.of(control));
    }

    static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private static DidDocument document(Did did, KeyPair key) {
        return DidDocument.describing(did)
                .key("receipt-1", key.getPublic(), Set.of(VerificationRelationship.ASSERTION_METHOD))
                .build();
    }

    /** From then on the key of receipts is another. */
    void rotates(Instant when) {
        KeyPair fresh = Keys.generate(SignatureAlgorithm.ES256);
        history = new WebVhController(at(when))
                .update(
                        history,
                        WebVhChange.nothing().document(document(history.did(), fresh)),
                        ProofSigner.of(control));
    }

    String did() {
        return history.did().toString();
    }

    VerifierKey verifierKey() {
        return VerifierKey.of("bank.example/log", SignatureType.ED25519, logKey.getPublic());
    }

    static ConsentContext.Purpose purpose() {
        return new ConsentContext.Purpose(
                "verify_caller",
                3,
                Map.of(
                        "en", new ConsentContext.Text("To know that it is you", "We ask for your name."),
                        "es", new ConsentContext.Text("Para saber que es usted", "Pedimos su nombre.")));
    }

    ConsentReceipt receipt() {
        ConsentReceipt plain = new ConsentReceipt(
                address.toString(),
                ANSWERED,
                "rcp_1",
                "chl_1",
                new ConsentReceipt.PurposeVersion(purpose().name(), purpose().version()),
                List.of(ClaimPath.of("given_name")),
                ConsentReceipt.Answer.APPROVED,
                List.of(ClaimPath.of("given_name")),
                "0".repeat(43),
                purpose().textsSha256(),
                ANSWERED,
                Optional.empty());
        return content.apply(plain.logged(verifierKey(), Salt.random(RandomSource.secure())));
    }

    ReceiptFile file() {
        ConsentReceipt receipt = receipt();
        return new ReceiptFile(
                receipt.sign(JwsSigner.of(signsReceipts), "receipt-1"),
                new ReceiptFile.Organisation(did(), "Example Bank", List.of(historyDocument())),
                purpose(),
                Optional.of(verifierKey()),
                receipt.logEntry().map(entry -> proof(entry.bytes()).toString()));
    }

    ReceiptFile.Document historyDocument() {
        URI uri = new DidWebVh((address, max) -> new byte[0], Clock.systemUTC()).logUri(history.did());
        return new ReceiptFile.Document(uri, new String(history.toJsonl(), StandardCharsets.UTF_8));
    }

    /** Proves that an entry is the third of five. */
    TlogProof proof(byte[] entry) {
        List<MerkleHash> leaves = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            leaves.add(MerkleHash.leaf(i == 2 ? entry : new byte[] {(byte) i}));
        }
        TileTree tree = new TileTree(5, paths -> paths.stream()
                .collect(Collectors.toMap(path -> path, path -> new Tile(leaves).prefix(path.width()))));
        return new TlogProof(tree.prove(2), checkpoint(new Checkpoint("bank.example/log", tree.head())));
    }

    SignedNote checkpoint(Checkpoint checkpoint) {
        VerifierKey key = VerifierKey.of("bank.example/log", SignatureType.ED25519, signsCheckpoints.getPublic());
        List<NoteSigner> signers = new ArrayList<>();
        signers.add(NoteSigner.of(key, JwsSigner.of(signsCheckpoints)));
        signers.addAll(witnesses);
        return SignedNote.sign(checkpoint.text(), signers);
    }
}
