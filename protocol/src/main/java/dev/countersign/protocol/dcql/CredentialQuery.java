package dev.countersign.protocol.dcql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One credential that is asked for (OpenID4VP 1.0 section 6.1).
 *
 * @param id its name in the answer
 * @param types the {@code meta}
 * @param terms how it must be presented
 * @param claims what it must disclose; empty means only what is always disclosed
 * @param claimSets ids of claims that are enough together, the first liked best; empty means all claims
 */
public record CredentialQuery(
        String id,
        CredentialFormat format,
        CredentialTypes types,
        Terms terms,
        List<ClaimsQuery> claims,
        List<List<String>> claimSets) {

    /**
     * How a credential must be presented.
     *
     * @param multiple whether more than one may be returned
     * @param trustedAuthorities one must be met; empty means any issuer
     * @param holderBinding whether a cryptographic proof of holder binding is required
     */
    public record Terms(boolean multiple, List<TrustedAuthoritiesQuery> trustedAuthorities, boolean holderBinding) {
        /** One credential, any authority, with holder binding: what the standard takes when a query is silent. */
        public static final Terms USUAL = new Terms(false, List.of(), true);

        public Terms {
            trustedAuthorities = List.copyOf(trustedAuthorities);
        }
    }

    public CredentialQuery {
        claims = List.copyOf(claims);
        claimSets = claimSets.stream().map(List::copyOf).collect(Collectors.toList());
    }

    /** Returns a query for an SD-JWT VC of one type with holder binding. */
    public static CredentialQuery sdJwtVc(String id, String vct, List<ClaimPath> claims) {
        return new CredentialQuery(
                id,
                CredentialFormat.SD_JWT_VC,
                new CredentialTypes.VctValues(Set.of(vct)),
                Terms.USUAL,
                claims.stream().map(ClaimsQuery::of).collect(Collectors.toList()),
                List.of());
    }

    static CredentialQuery parse(JsonNode json) {
        ObjectNode query = DcqlJson.object(json, "credentials entry");
        String id = DcqlJson.identifier(query, "id");
        CredentialFormat format = new CredentialFormat(DcqlJson.text(query, "format"));
        CredentialTypes types = CredentialTypes.parse(format, DcqlJson.object(query.path("meta"), "meta"));
        List<ClaimsQuery> claims = claims(query, format);
        return new CredentialQuery(id, format, types, terms(query), claims, claimSets(query, claims));
    }

    private static Terms terms(ObjectNode query) {
        List<TrustedAuthoritiesQuery> authorities = new ArrayList<>();
        if (query.has("trusted_authorities")) {
            DcqlJson.array(query, "trusted_authorities")
                    .forEach(entry -> authorities.add(TrustedAuthoritiesQuery.parse(entry)));
        }
        return new Terms(
                DcqlJson.flag(query, "multiple", DcqlJson.Flag.NO),
                authorities,
                DcqlJson.flag(query, "require_cryptographic_holder_binding", DcqlJson.Flag.YES));
    }

    private static List<ClaimsQuery> claims(ObjectNode query, CredentialFormat format) {
        if (!query.has("claims")) {
            return List.of();
        }
        List<ClaimsQuery> claims = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<ClaimPath> paths = new HashSet<>();
        for (JsonNode entry : DcqlJson.array(query, "claims")) {
            ClaimsQuery claim = ClaimsQuery.parse(entry, format);
            if (claim.id().isPresent() && !ids.add(claim.id().get())) {
                throw DcqlJson.malformed("claims id twice", "unique");
            }
            if (!paths.add(claim.path())) {
                throw DcqlJson.malformed("claims path twice", "each claim once");
            }
            claims.add(claim);
        }
        return claims;
    }

    private static List<List<String>> claimSets(ObjectNode query, List<ClaimsQuery> claims) {
        if (!query.has("claim_sets")) {
            return List.of();
        }
        Set<String> ids = new HashSet<>();
        claims.forEach(claim -> claim.id().ifPresent(ids::add));
        if (claims.isEmpty() || ids.size() != claims.size()) {
            throw DcqlJson.malformed("claim_sets", "claims, each with an id");
        }
        List<List<String>> sets = new ArrayList<>();
        for (JsonNode entry : DcqlJson.array(query, "claim_sets")) {
            List<String> set = DcqlJson.texts(entry, "claim_sets entry");
            if (!ids.containsAll(set)) {
                throw DcqlJson.malformed("claim_sets entry", "ids of claims");
            }
            sets.add(set);
        }
        return sets;
    }

    /** Returns the paths of every claim that this query may bring in, whichever claim set is answered. */
    public List<ClaimPath> askedPaths() {
        Set<String> named = new HashSet<>();
        claimSets.forEach(named::addAll);
        return claims.stream()
                .filter(claim ->
                        claimSets.isEmpty() || named.contains(claim.id().orElse("")))
                .map(ClaimsQuery::path)
                .collect(Collectors.toList());
    }

    /** Returns a copy of the claims with those asked for and nothing else (data that nobody asked for is not kept). */
    public ObjectNode onlyAsked(ObjectNode disclosed) {
        return ClaimSieve.sift(disclosed, askedPaths());
    }

    /**
     * Returns the claims to disclose for the first claim set that these claims satisfy; empty if none (section 6.4.1).
     */
    Optional<List<ClaimPath>> firstSatisfied(ObjectNode available) {
        if (claimSets.isEmpty()) {
            return satisfied(claims, available);
        }
        for (List<String> set : claimSets) {
            List<ClaimsQuery> wanted = claims.stream()
                    .filter(claim -> set.contains(claim.id().orElse("")))
                    .collect(Collectors.toList());
            Optional<List<ClaimPath>> paths = satisfied(wanted, available);
            if (paths.isPresent()) {
                return paths;
            }
        }
        return Optional.empty();
    }

    private static Optional<List<ClaimPath>> satisfied(List<ClaimsQuery> wanted, ObjectNode available) {
        for (ClaimsQuery claim : wanted) {
            if (!claim.matches(available)) {
                return Optional.empty();
            }
        }
        return Optional.of(wanted.stream().map(ClaimsQuery::path).collect(Collectors.toList()));
    }

    boolean acceptsAuthorityOf(CredentialFacts credential) {
        return terms.trustedAuthorities().isEmpty()
                || terms.trustedAuthorities().stream().anyMatch(authority -> authority.accepts(credential));
    }

    ObjectNode toJson() {
        ObjectNode query = Json.object().put("id", id).put("format", format.wireName());
        if (terms.multiple()) {
            query.put("multiple", true);
        }
        query.set("meta", types.toJson());
        if (!terms.trustedAuthorities().isEmpty()) {
            ArrayNode authorities = query.putArray("trusted_authorities");
            terms.trustedAuthorities().forEach(authority -> authorities.add(authority.toJson()));
        }
        if (!terms.holderBinding()) {
            query.put("require_cryptographic_holder_binding", false);
        }
        if (!claims.isEmpty()) {
            ArrayNode list = query.putArray("claims");
            claims.forEach(claim -> list.add(claim.toJson()));
        }
        if (!claimSets.isEmpty()) {
            ArrayNode sets = query.putArray("claim_sets");
            claimSets.forEach(set -> set.forEach(sets.addArray()::add));
        }
        return query;
    }
}
