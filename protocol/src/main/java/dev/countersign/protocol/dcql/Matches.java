package dev.countersign.protocol.dcql;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a wallet can answer to a query. Disclosing is for the Holder to decide. */
public sealed interface Matches {

    /**
     * An answer is possible.
     *
     * @param candidates by credential query id, in the order of the query; queries nothing fits are not there
     * @param choices which credential queries must or may be answered together
     */
    record Satisfiable(Map<String, List<Candidate>> candidates, List<Choice> choices) implements Matches {
        public Satisfiable {
            Map<String, List<Candidate>> copy = new LinkedHashMap<>();
            candidates.forEach((id, list) -> copy.put(id, List.copyOf(list)));
            candidates = Collections.unmodifiableMap(copy);
            choices = List.copyOf(choices);
        }

        /** Returns the ids of the least answer that the Verifier likes best: the first option of what is required. */
        public Set<String> preferred() {
            Set<String> ids = new LinkedHashSet<>();
            for (Choice choice : choices) {
                if (choice.required()) {
                    ids.addAll(choice.options().get(0));
                }
            }
            return ids;
        }
    }

    /**
     * Nothing may be returned; the answer is {@code access_denied} (section 6.4).
     *
     * @param missing ids of the credential queries that nothing held can answer
     */
    record Unsatisfiable(Set<String> missing) implements Matches {
        public Unsatisfiable {
            missing = Set.copyOf(missing);
        }
    }

    /**
     * A credential that can answer a credential query.
     *
     * @param disclose the claims to disclose for it; empty: only what is always disclosed
     */
    record Candidate(HeldCredential credential, List<ClaimPath> disclose) {
        public Candidate {
            disclose = List.copyOf(disclose);
        }
    }

    /**
     * One of these options in full.
     *
     * @param options ids of credential queries that can all be answered; at least one option when required
     */
    record Choice(boolean required, List<List<String>> options) {
        public Choice {
            options = options.stream().map(List::copyOf).collect(Collectors.toList());
        }
    }
}
