package dev.countersign.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.dcql.CredentialFormat;
import dev.countersign.protocol.dcql.HeldCredential;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A credential that was verified and is kept: what it says, how it looks, and its copies. */
public final class StoredCredential implements HeldCredential {
    private static final String WHERE = "wallet: stored credential";

    private final CredentialId id;
    private final Statement statement;
    private final CardDesign design;
    private final List<CredentialCopy> copies;

    /**
     * What a credential says.
     *
     * @param issuer who vouches for it: {@code iss}
     * @param vct its type
     * @param claims all that it can disclose
     */
    public record Statement(
            String issuer, String vct, ObjectNode claims, Instant addedAt, Optional<Instant> expiresAt) {
        /** Copies the claims. */
        public Statement {
            claims = claims.deepCopy();
        }

        @Override
        public ObjectNode claims() {
            return claims.deepCopy();
        }

        @Override
        public String toString() {
            return "Statement[" + vct + "]";
        }
    }

    StoredCredential(CredentialId id, Statement statement, CardDesign design, List<CredentialCopy> copies) {
        this.id = id;
        this.statement = statement;
        this.design = design;
        this.copies = List.copyOf(copies);
    }

    /** Returns the wallet's own name for it. */
    public CredentialId credentialId() {
        return id;
    }

    @Override
    public String id() {
        return id.value();
    }

    /** Returns what it says. */
    public Statement statement() {
        return statement;
    }

    /** Returns how it looks. */
    public CardDesign design() {
        return design;
    }

    /** Returns its copies. */
    public List<CredentialCopy> copies() {
        return copies;
    }

    /** Returns how many copies no Verifier has seen yet. */
    public int unusedCopies() {
        return (int) copies.stream().filter(copy -> !copy.shownTo().isPresent()).count();
    }

    /** Returns whether its time is over; expires at t means over at t. */
    public boolean isExpired(Instant now) {
        return statement.expiresAt().filter(end -> !now.isBefore(end)).isPresent();
    }

    @Override
    public CredentialFormat format() {
        return CredentialFormat.SD_JWT_VC;
    }

    @Override
    public Set<String> types() {
        return Set.of(statement.vct());
    }

    @Override
    public ObjectNode claims() {
        return statement.claims();
    }

    @Override
    public Set<String> authorityKeyIdentifiers() {
        return Set.of();
    }

    @Override
    public boolean holderBound() {
        return true;
    }

    /** Returns the copy to show to this Verifier: the one it knows, else one that nobody has seen. */
    Optional<CredentialCopy> copyFor(String verifier) {
        Optional<CredentialCopy> known = copies.stream()
                .filter(copy -> copy.shownTo().filter(verifier::equals).isPresent())
                .findFirst();
        return known.isPresent()
                ? known
                : copies.stream().filter(copy -> copy.mayBeShownTo(verifier)).findFirst();
    }

    StoredCredential showing(CredentialCopy shown, String verifier) {
        List<CredentialCopy> after = new ArrayList<>();
        copies.forEach(copy -> after.add(copy.key().equals(shown.key()) ? copy.showingTo(verifier) : copy));
        return new StoredCredential(id, statement, design, after);
    }

    /** Returns what a store keeps; secret. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("id", id.value())
                .put("issuer", statement.issuer())
                .put("vct", statement.vct())
                .put("added_at", JsonMembers.print(statement.addedAt()));
        statement.expiresAt().ifPresent(end -> json.put("expires_at", JsonMembers.print(end)));
        json.set("claims", statement.claims());
        json.set("design", design.toJson());
        ArrayNode array = json.putArray("copies");
        copies.forEach(copy -> array.add(copy.toJson()));
        return json;
    }

    /**
     * Reads what {@link #toJson} printed; only for stores, whose content was verified before it was saved.
     *
     * @throws dev.countersign.protocol.MalformedInputException when it is something else
     */
    public static StoredCredential fromStore(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, WHERE);
        List<CredentialCopy> copies = new ArrayList<>();
        members.array("copies").forEach(copy -> copies.add(CredentialCopy.parse(copy)));
        Optional<Instant> expiresAt =
                members.has("expires_at") ? Optional.of(members.time("expires_at")) : Optional.empty();
        return new StoredCredential(
                new CredentialId(members.text("id")),
                new Statement(
                        members.text("issuer"),
                        members.text("vct"),
                        members.object("claims").json(),
                        members.time("added_at"),
                        expiresAt),
                CardDesign.parse(members.object("design").json()),
                copies);
    }

    @Override
    public String toString() {
        return "StoredCredential[" + id + ", " + statement.vct() + "]";
    }
}
