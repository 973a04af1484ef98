package dev.countersign.service.holder;

import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.consent.DpopProof;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides which wallet makes a request, by the proof of its holder key.
 *
 * <p>A proof is good once, on whichever node, and for a minute. A wallet that is suspended or was removed is refused.
 */
@ApplicationScoped
public class AuthenticateWallet {
    private final Wallets wallets;
    private final UsedProofs usedProofs;
    private final Clock clock;

    AuthenticateWallet(Wallets wallets, UsedProofs usedProofs, Clock clock) {
        this.wallets = wallets;
        this.usedProofs = usedProofs;
        this.clock = clock;
    }

    /**
     * A wallet whose proof was verified.
     *
     * @param proof says for which body the request was made; whoever reads the body compares
     */
    public record SignedIn(Wallet wallet, DpopProof.Proven proof) {}

    /**
     * Judges a proof.
     *
     * @param proof the {@code DPoP} header; untrusted
     * @param request as it came in, with the address that the outside knows
     */
    public Verification<SignedIn> authenticate(String proof, DpopProof.Request request) {
        return DpopProof.verify(proof, request, clock.instant(), DpopProof.MAX_AGE)
                .then(this::wallet)
                .then(this::notReplayed);
    }

    private Verification<SignedIn> wallet(DpopProof.Proven proven) {
        Optional<Wallet> wallet = wallets.findByKey(proven.key());
        if (wallet.isEmpty()) {
            return Verification.rejected(RejectionReason.HOLDER_BINDING_INVALID, "no wallet has this key");
        }
        if (!wallet.get().active()) {
            return Verification.rejected(RejectionReason.SUSPENDED, "the wallet is suspended");
        }
        return Verification.verified(new SignedIn(wallet.get(), proven));
    }

    /** After the wallet was found: proofs of keys that nobody enrolled must not fill the table. */
    private Verification<SignedIn> notReplayed(SignedIn signedIn) {
        DpopProof.Proven proof = signedIn.proof();
        Instant until = proof.issuedAt().plus(DpopProof.MAX_AGE);
        return usedProofs.firstUse(proof.key(), proof.id(), until)
                ? Verification.verified(signedIn)
                : Verification.rejected(RejectionReason.REPLAYED, "the proof was used before");
    }
}
