package dev.countersign.service.ledger;

import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.log.NoteSigner;
import dev.countersign.protocol.log.SignatureType;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.service.platform.LogKey;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * What the log is called and by which key it is known. Its origin is the public URL without its scheme, with {@code /log}: that of the
 * first start, for as long as the log lives.
 */
@ApplicationScoped
public class LogIdentity {
    private final LogTree tree;
    private final LogKey key;
    private final PublicUrl publicUrl;
    private volatile @Nullable VerifierKey verifierKey;

    LogIdentity(LogTree tree, LogKey key, PublicUrl publicUrl) {
        this.tree = tree;
        this.key = key;
        this.publicUrl = publicUrl;
    }

    /** Returns the signer of its checkpoints; begins the log when there is none. */
    NoteSigner signer() {
        return NoteSigner.of(verifierKey(), JwsSigner.of(key.logKey()));
    }

    /** Returns what its checkpoints are verified with; its name is the log's origin. */
    public VerifierKey verifierKey() {
        VerifierKey known = verifierKey;
        if (known == null) {
            String origin = tree.begin(publicUrl.uri().getRawAuthority() + "/log");
            known = VerifierKey.of(origin, SignatureType.ED25519, key.logKey().getPublic());
            verifierKey = known;
        }
        return known;
    }
}
