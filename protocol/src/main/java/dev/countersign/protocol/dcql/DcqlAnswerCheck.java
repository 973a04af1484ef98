package dev.countersign.protocol.dcql;

import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Verifier's own check that an answer is one to its query (OpenID4VP 1.0 sections 8.1 and 8.6). What a wallet
 * promises about values, authorities or claims is never relied upon.
 */
public final class DcqlAnswerCheck {
    private final DcqlQuery asked;

    public DcqlAnswerCheck(DcqlQuery asked) {
        this.asked = asked;
    }

    /**
     * Judges credentials whose signatures, binding and status were verified before.
     *
     * <p>A presentation that does not meet its query is discarded, as section 8.6 says; what remains must satisfy the
     * whole. When it does not, the reason is that of the first presentation discarded.
     *
     * @param answer by credential query id
     * @return the credentials that meet the query
     */
    public <C extends CredentialFacts> Verification<Map<String, List<C>>> check(Map<String, List<C>> answer) {
        // 8.6 step 1: the shape of 8.1.
        Optional<Verification.Rejected<Map<String, List<C>>>> misshapen = misshapen(answer);
        if (misshapen.isPresent()) {
            return misshapen.get();
        }
        // 8.6 step 2.2: every presentation meets its credential query.
        Map<String, List<C>> met = new LinkedHashMap<>();
        Optional<Verification.Rejected<C>> firstDiscarded = Optional.empty();
        for (CredentialQuery query : asked.credentials()) {
            for (C credential : answer.getOrDefault(query.id(), List.of())) {
                Verification<C> judged = meets(query, credential);
                if (judged instanceof Verification.Rejected<C> rejected) {
                    firstDiscarded = firstDiscarded.isPresent() ? firstDiscarded : Optional.of(rejected);
                } else {
                    met.computeIfAbsent(query.id(), id -> new ArrayList<>()).add(credential);
                }
            }
        }
        // 8.6 step 3: the set of presentations satisfies the query.
        if (asked.isSatisfiedBy(met.keySet())) {
            return Verification.verified(met);
        }
        return firstDiscarded
                .<Verification<Map<String, List<C>>>>map(Verification.Rejected::as)
                .orElseGet(() ->
                        Verification.rejected(RejectionReason.QUERY_NOT_SATISFIED, "a required credential is missing"));
    }

    /** Returns the refusal of an answer whose ids or counts break section 8.1; empty when they are right. */
    public <C, T> Optional<Verification.Rejected<T>> misshapen(Map<String, List<C>> answer) {
        for (Map.Entry<String, List<C>> entry : answer.entrySet()) {
            Optional<CredentialQuery> query = asked.credential(entry.getKey());
            if (!query.isPresent()) {
                return notSatisfied("8.1: a credential query id that was not asked for");
            }
            int count = entry.getValue().size();
            if (count == 0 || (count > 1 && !query.get().terms().multiple())) {
                return notSatisfied("8.1: presentations: " + count + " (expected: 1, or more where multiple is true)");
            }
        }
        return Optional.empty();
    }

    private static <T> Optional<Verification.Rejected<T>> notSatisfied(String detail) {
        return Optional.of(new Verification.Rejected<>(RejectionReason.QUERY_NOT_SATISFIED, detail));
    }

    private static <C extends CredentialFacts> Verification<C> meets(CredentialQuery query, C credential) {
        if (!credential.format().equals(query.format())) {
            return Verification.rejected(RejectionReason.WRONG_CREDENTIAL_TYPE, "format is not the one asked for");
        }
        if (!query.types().accept(credential.types())) {
            return Verification.rejected(RejectionReason.WRONG_CREDENTIAL_TYPE, "type is not one asked for");
        }
        if (query.terms().holderBinding() && !credential.holderBound()) {
            return Verification.rejected(RejectionReason.HOLDER_BINDING_INVALID, "holder binding is missing");
        }
        if (!query.acceptsAuthorityOf(credential)) {
            return Verification.rejected(RejectionReason.ISSUER_NOT_TRUSTED, "not under an authority asked for");
        }
        if (!query.firstSatisfied(credential.claims()).isPresent()) {
            return Verification.rejected(
                    RejectionReason.QUERY_NOT_SATISFIED, "a claim is missing or has another value than asked for");
        }
        return Verification.verified(credential);
    }
}
