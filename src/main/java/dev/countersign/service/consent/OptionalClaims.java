package dev.countersign.service.consent;

import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.dcql.ClaimsQuery;
import dev.countersign.protocol.dcql.CredentialQuery;
import dev.countersign.protocol.dcql.DcqlQuery;
import java.util.List;

/** The claims that a customer may leave out: those that one of the claim sets does without (OpenID4VP 1.0 section 6.4.1). */
final class OptionalClaims {
    private OptionalClaims() {}

    static List<ClaimPath> of(DcqlQuery query) {
        return query.credentials().stream()
                .flatMap(credential -> credential.claims().stream()
                        .filter(claim -> dispensable(credential, claim))
                        .map(ClaimsQuery::path))
                .distinct()
                .toList();
    }

    private static boolean dispensable(CredentialQuery credential, ClaimsQuery claim) {
        return credential.claimSets().stream()
                .anyMatch(set -> claim.id().filter(set::contains).isEmpty());
    }
}
