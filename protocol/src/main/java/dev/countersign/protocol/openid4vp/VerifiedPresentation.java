package dev.countersign.protocol.openid4vp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.sdjwt.VerifiedCredential;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer in which everything was verified. Only a {@link PresentationVerifier} makes one. */
public final class VerifiedPresentation {
    private final AuthorizationRequest asked;
    private final Map<String, List<VerifiedCredential>> credentials;

    VerifiedPresentation(AuthorizationRequest asked, Map<String, List<PresentedCredential>> presented) {
        this.asked = asked;
        Map<String, List<VerifiedCredential>> copy = new LinkedHashMap<>();
        presented.forEach((id, list) -> {
            List<VerifiedCredential> verified = new ArrayList<>(list.size());
            list.forEach(one -> verified.add(one.credential()));
            copy.put(id, Collections.unmodifiableList(verified));
        });
        this.credentials = Collections.unmodifiableMap(copy);
    }

    /** Returns the request that was answered. */
    public AuthorizationRequest asked() {
        return asked;
    }

    /**
     * Returns the credentials by credential query id. Their claims may be more than was asked for: what is shown or kept
     * comes from {@link #claims}.
     */
    public Map<String, List<VerifiedCredential>> credentials() {
        return credentials;
    }

    /**
     * Returns the claims that this credential query asked for and the first credential disclosed, and no other.
     *
     * @throws IllegalArgumentException when the query was not answered
     */
    public ObjectNode claims(String queryId) {
        return allClaims(queryId).get(0);
    }

    /**
     * Returns the same for every credential of a query that allows several, in the order of {@link #credentials}.
     *
     * @throws IllegalArgumentException when the query was not answered
     */
    public List<ObjectNode> allClaims(String queryId) {
        List<VerifiedCredential> answered = credentials.get(queryId);
        if (answered == null) {
            throw new IllegalArgumentException("credential query: (expected: one that was answered)");
        }
        List<ObjectNode> claims = new ArrayList<>(answered.size());
        asked.query()
                .credential(queryId)
                .ifPresent(query -> answered.forEach(credential -> claims.add(query.onlyAsked(credential.claims()))));
        return claims;
    }

    /** Tells no claim. */
    @Override
    public String toString() {
        return "VerifiedPresentation" + credentials.keySet();
    }
}
