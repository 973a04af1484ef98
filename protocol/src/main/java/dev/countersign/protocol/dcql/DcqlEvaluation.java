package dev.countersign.protocol.dcql;

import dev.countersign.protocol.dcql.Matches.Candidate;
import dev.countersign.protocol.dcql.Matches.Choice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The Holder's side of a query: which held credentials can answer it, and with which claims (section 6.4). */
public final class DcqlEvaluation {
    private DcqlEvaluation() {}

    /** Compares a query with what is held. Discloses nothing and decides nothing. */
    public static Matches evaluate(DcqlQuery query, List<? extends HeldCredential> held) {
        Map<String, List<Candidate>> candidates = new LinkedHashMap<>();
        Set<String> missing = new LinkedHashSet<>();
        for (CredentialQuery credential : query.credentials()) {
            List<Candidate> fitting = candidates(credential, held);
            if (fitting.isEmpty()) {
                missing.add(credential.id());
            } else {
                candidates.put(credential.id(), fitting);
            }
        }
        if (!query.isSatisfiedBy(candidates.keySet())) {
            return new Matches.Unsatisfiable(missing);
        }
        return new Matches.Satisfiable(candidates, choices(query, candidates.keySet()));
    }

    private static List<Candidate> candidates(CredentialQuery query, List<? extends HeldCredential> held) {
        List<Candidate> fitting = new ArrayList<>();
        for (HeldCredential credential : held) {
            candidate(query, credential).ifPresent(fitting::add);
        }
        return fitting;
    }

    private static Optional<Candidate> candidate(CredentialQuery query, HeldCredential credential) {
        boolean fits = credential.format().equals(query.format())
                && query.types().accept(credential.types())
                && (credential.holderBound() || !query.terms().holderBinding())
                && query.acceptsAuthorityOf(credential);
        if (!fits) {
            return Optional.empty();
        }
        // Section 6.4.1: a credential that cannot deliver the claims is treated as if it were not there.
        return query.firstSatisfied(credential.claims()).map(paths -> new Candidate(credential, paths));
    }

    private static List<Choice> choices(DcqlQuery query, Set<String> answerable) {
        if (query.credentialSets().isEmpty()) {
            List<String> all =
                    query.credentials().stream().map(CredentialQuery::id).collect(Collectors.toList());
            return List.of(new Choice(true, List.of(all)));
        }
        List<Choice> choices = new ArrayList<>();
        for (CredentialSetQuery set : query.credentialSets()) {
            List<List<String>> options = set.optionsWithin(answerable);
            if (!options.isEmpty()) {
                choices.add(new Choice(set.required(), options));
            }
        }
        return choices;
    }
}
