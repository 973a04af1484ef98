package dev.countersign.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.dcql.ClaimsQuery;
import dev.countersign.protocol.dcql.CredentialQuery;
import dev.countersign.protocol.dcql.DcqlQuery;
import dev.countersign.protocol.dcql.Matches;
import dev.countersign.protocol.sdjwt.SdJwt;
import dev.countersign.protocol.sdjwt.SdJwtPresenter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The least answer to a query: which credentials, and every claim that would be disclosed with them.
 *
 * @param answering by credential query id
 */
record PreparedAnswer(List<AskedClaim> claims, Map<String, StoredCredential> answering) {
    /** Claims about the credential, not about the Holder. */
    private static final Set<String> TECHNICAL =
            Set.of("iss", "iat", "nbf", "exp", "cnf", "vct", "vct#integrity", "status", "jti");

    PreparedAnswer {
        claims = List.copyOf(claims);
        answering = Map.copyOf(answering);
    }

    static PreparedAnswer of(DcqlQuery query, Matches.Satisfiable matches, List<ClaimPath> optional) {
        Map<String, StoredCredential> answering = new LinkedHashMap<>();
        List<AskedClaim> claims = new ArrayList<>();
        for (String id : matches.preferred()) {
            Matches.Candidate candidate =
                    Objects.requireNonNull(matches.candidates().get(id)).get(0);
            StoredCredential credential = (StoredCredential) candidate.credential();
            answering.put(id, credential);
            CredentialQuery asked = query.credential(id).get();
            Set<ClaimPath> free = leavable(asked, candidate.disclose(), optional);
            for (ClaimPath path : candidate.disclose()) {
                AskedClaim.Need need = free.contains(path) ? AskedClaim.Need.OPTIONAL : AskedClaim.Need.REQUIRED;
                claims.add(claim(id, credential, path, need));
            }
            for (ClaimPath path : alwaysDisclosed(credential, candidate.disclose())) {
                claims.add(claim(id, credential, path, AskedClaim.Need.REQUIRED));
            }
        }
        return new PreparedAnswer(claims, answering);
    }

    private static AskedClaim claim(String query, StoredCredential credential, ClaimPath path, AskedClaim.Need need) {
        List<JsonNode> values = path.select(credential.claims());
        CardDesign design = credential.design();
        return new AskedClaim(query, path, design.label(path), single(values), design.issuerName(), need);
    }

    private static JsonNode single(List<JsonNode> values) {
        if (values.size() == 1) {
            return values.get(0);
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array;
    }

    /**
     * The optional claims that may really be left out: without all of them the answer still is one of the claim sets.
     * What the organisation calls optional and then insists on is shown as required.
     */
    private static Set<ClaimPath> leavable(CredentialQuery query, List<ClaimPath> disclose, List<ClaimPath> optional) {
        Set<ClaimPath> kept = new HashSet<>(disclose);
        kept.removeAll(optional);
        Set<ClaimPath> free = new HashSet<>(disclose);
        free.removeAll(kept);
        return satisfies(query, kept) ? free : Set.of();
    }

    private static boolean satisfies(CredentialQuery query, Set<ClaimPath> kept) {
        if (query.claimSets().isEmpty()) {
            return query.claims().stream().allMatch(claim -> kept.contains(claim.path()));
        }
        return query.claimSets().stream().anyMatch(set -> query.claims().stream()
                .filter(claim -> set.contains(claim.id().orElse("")))
                .map(ClaimsQuery::path)
                .allMatch(kept::contains));
    }

    /** What leaves with any presentation because the Issuer did not make it selectively disclosable: it must be seen. */
    private static List<ClaimPath> alwaysDisclosed(StoredCredential credential, List<ClaimPath> asked) {
        SdJwt issued = SdJwt.parse(credential.copies().get(0).sdJwt());
        ObjectNode always = SdJwtPresenter.disclose(issued, Set.of()).unverifiedClaims();
        List<ClaimPath> paths = new ArrayList<>();
        always.fieldNames().forEachRemaining(name -> {
            ClaimPath path = ClaimPath.of(name);
            boolean empty =
                    always.path(name).isContainerNode() && always.path(name).isEmpty();
            if (!TECHNICAL.contains(name) && !empty && asked.stream().noneMatch(path::touches)) {
                paths.add(path);
            }
        });
        return paths;
    }
}
