package dev.countersign.protocol.openid4vp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.dcql.CredentialFormat;
import dev.countersign.protocol.dcql.CredentialQuery;
import dev.countersign.protocol.dcql.DcqlAnswerCheck;
import dev.countersign.protocol.sdjwt.KeyBinding;
import dev.countersign.protocol.sdjwt.SdJwt;
import dev.countersign.protocol.sdjwt.SdJwtVerifier;
import dev.countersign.protocol.statuslist.StatusLists;
import dev.countersign.protocol.transaction.TransactionDataHashes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Verifier's judgement of an answer (OpenID4VP 1.0 section 8.6): issuer, validity, holder binding, status,
 * transaction data and the query.
 *
 * <p>Nonce, audience, query and transaction data come from the request that was asked, so none can be forgotten or mixed
 * up. It remembers nothing: that an answer is judged only once is the caller's to see to. The network is asked only
 * through the ports it was given.
 */
public final class PresentationVerifier {
    /** A key binding older than this was not made on this call. */
    public static final Duration MAX_KEY_BINDING_AGE = Duration.ofMinutes(10);

    /** What makes the whole answer another request's, and not only one presentation bad. */
    private static final Set<RejectionReason> ENDS_ALL =
            EnumSet.of(RejectionReason.WRONG_NONCE, RejectionReason.WRONG_AUDIENCE);

    private final SdJwtVerifier credentials;
    private final StatusCheck status;

    /** Makes a verifier of SD-JWT VCs; other formats are refused as of the wrong type. */
    public PresentationVerifier(SdJwtVerifier credentials, StatusLists status) {
        this.credentials = credentials;
        this.status = new StatusCheck(status);
    }

    /**
     * Judges an answer. Never throws on account of it.
     *
     * <p>As the standard says, a presentation that fails is discarded, and the answer stands if what remains satisfies
     * the query; a wrong nonce or audience rejects it whole. When it does not stand, Undecided goes before Rejected only
     * if nothing was found to be wrong.
     */
    public Verification<VerifiedPresentation> verify(AuthorizationRequest asked, VpToken answer) {
        DcqlAnswerCheck query = new DcqlAnswerCheck(asked.query());
        // 8.6 step 1: shape and ids, before anything costs a signature verification.
        Optional<Verification.Rejected<VerifiedPresentation>> misshapen = query.misshapen(answer.presentations());
        if (misshapen.isPresent()) {
            return misshapen.get();
        }
        Map<String, List<PresentedCredential>> verified = new LinkedHashMap<>();
        Verification<PresentedCredential> failure = null;
        for (Map.Entry<String, List<String>> entry : answer.presentations().entrySet()) {
            CredentialQuery credentialQuery = asked.query()
                    .credential(entry.getKey())
                    .orElseThrow(() -> new IllegalStateException("step 1 checked the ids"));
            for (String presentation : entry.getValue()) {
                Verification<PresentedCredential> judged = verifyOne(asked, credentialQuery, presentation);
                if (judged instanceof Verification.Verified<PresentedCredential> good) {
                    verified.computeIfAbsent(entry.getKey(), id -> new ArrayList<>(1))
                            .add(good.value());
                } else if (judged instanceof Verification.Rejected<PresentedCredential> bad
                        && ENDS_ALL.contains(bad.reason())) {
                    return bad.as();
                } else {
                    failure = worse(failure, judged);
                }
            }
        }
        return together(asked, query.check(verified), failure);
    }

    private static Verification<VerifiedPresentation> together(
            AuthorizationRequest asked,
            Verification<Map<String, List<PresentedCredential>>> answered,
            @Nullable Verification<PresentedCredential> failure) {
        if (answered instanceof Verification.Verified<Map<String, List<PresentedCredential>>> complete) {
            return authorised(asked, complete.value());
        }
        // The reason why a presentation was discarded tells more than that it is missing.
        return failure == null
                ? answered.then(never -> Verification.rejected(RejectionReason.QUERY_NOT_SATISFIED, "8.6 step 3"))
                : failure.then(never -> Verification.rejected(RejectionReason.QUERY_NOT_SATISFIED, "8.6 step 3"));
    }

    /** Appendix B.3.3.1: what was asked to be authorised was, by the credentials it was addressed to. */
    private static Verification<VerifiedPresentation> authorised(
            AuthorizationRequest asked, Map<String, List<PresentedCredential>> presented) {
        Map<String, List<ObjectNode>> keyBindings = new LinkedHashMap<>();
        presented.forEach((id, list) -> {
            List<ObjectNode> claims = new ArrayList<>(list.size());
            list.forEach(one -> claims.add(one.credential().keyBindingClaims()));
            keyBindings.put(id, claims);
        });
        return TransactionDataHashes.check(asked.transactionData(), keyBindings)
                .then(authorised -> Verification.verified(new VerifiedPresentation(asked, presented)));
    }

    private static Verification<PresentedCredential> worse(
            @Nullable Verification<PresentedCredential> first, Verification<PresentedCredential> second) {
        return first == null || first instanceof Verification.Undecided<PresentedCredential> ? second : first;
    }

    /** 8.6 step 2: one presentation by itself. */
    private Verification<PresentedCredential> verifyOne(
            AuthorizationRequest asked, CredentialQuery query, String presentation) {
        if (!query.format().equals(CredentialFormat.SD_JWT_VC)) {
            // Gap: mdoc and W3C credentials.
            return Verification.rejected(RejectionReason.WRONG_CREDENTIAL_TYPE, "format (expected: dc+sd-jwt)");
        }
        SdJwt presented;
        try {
            presented = SdJwt.parse(presentation);
        } catch (MalformedInputException e) {
            return Verification.rejected(RejectionReason.MALFORMED, String.valueOf(e.getMessage()));
        }
        boolean bound = query.terms().holderBinding();
        KeyBinding keyBinding = bound
                ? new KeyBinding.Required(asked.audience(), asked.nonce(), MAX_KEY_BINDING_AGE)
                : new KeyBinding.Waived();
        return credentials
                .verify(presented, keyBinding)
                .then(status::check)
                .then(credential -> Verification.verified(new PresentedCredential(credential, bound)));
    }
}
