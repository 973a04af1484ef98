package dev.countersign.did;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an entry changes; everything not named stays as it is. Immutable: each method returns a new change. */
public final class WebVhChange {
    private static final WebVhChange NOTHING = new WebVhChange(null, null, Json.object());

    private final @Nullable DidDocument document;
    private final @Nullable URI base;
    private final ObjectNode parameters;

    private WebVhChange(@Nullable DidDocument document, @Nullable URI base, ObjectNode parameters) {
        this.document = document;
        this.base = base;
        this.parameters = parameters;
    }

    /** Starts with no change. */
    public static WebVhChange nothing() {
        return NOTHING;
    }

    /** Sets the document. */
    public WebVhChange document(DidDocument newDocument) {
        return new WebVhChange(newDocument, base, parameters);
    }

    /** Sets who may sign the entries after this one; under pre-rotation this one too. Ed25519 keys. */
    public WebVhChange updateKeys(List<PublicKey> keys) {
        ObjectNode changed = parameters.deepCopy();
        ArrayNode multikeys = changed.putArray("updateKeys");
        keys.forEach(key -> multikeys.add(Multikey.print(key)));
        return with(changed);
    }

    /**
     * Promises the next keys without showing them (pre-rotation): whoever steals the keys of today cannot choose those of
     * tomorrow. An empty list ends it with this entry.
     */
    public WebVhChange nextKeys(List<PublicKey> keys) {
        ObjectNode changed = parameters.deepCopy();
        ArrayNode hashes = changed.putArray("nextKeyHashes");
        keys.forEach(key -> hashes.add(Multihash.ofAscii(Multikey.print(key))));
        return with(changed);
    }

    /** Sets who must approve the entries after this one; this one too when nobody had to before. */
    public WebVhChange witnesses(WebVhWitnesses witnesses) {
        ObjectNode changed = parameters.deepCopy();
        ObjectNode witness = changed.putObject("witness");
        if (witnesses.threshold() > 0) {
            witness.put("threshold", witnesses.threshold());
            ArrayNode list = witness.putArray("witnesses");
            witnesses.witnesses().forEach(did -> list.addObject().put("id", did.toString()));
        }
        return with(changed);
    }

    /** Sets who is said to keep copies. */
    public WebVhChange watchers(List<URI> watchers) {
        ObjectNode changed = parameters.deepCopy();
        ArrayNode list = changed.putArray("watchers");
        watchers.forEach(watcher -> list.add(watcher.toString()));
        return with(changed);
    }

    /** Sets for how long resolvers should keep the document, in whole seconds. */
    public WebVhChange ttl(Duration ttl) {
        return with(parameters.deepCopy().put("ttl", ttl.toMillis() / 1000));
    }

    /** Lets the DID move later; in the first entry only. */
    public WebVhChange portable() {
        return with(parameters.deepCopy().put("portable", true));
    }

    /** Ties the DID to its place for ever. */
    public WebVhChange notPortable() {
        return with(parameters.deepCopy().put("portable", false));
    }

    /** Moves the DID to another address; its documents then name the old one as {@code alsoKnownAs}. */
    public WebVhChange movedTo(URI newBase) {
        return new WebVhChange(document, newBase, parameters);
    }

    WebVhChange deactivated() {
        return with(parameters.deepCopy().put("deactivated", true));
    }

    Optional<DidDocument> document() {
        return Optional.ofNullable(document);
    }

    Optional<URI> base() {
        return Optional.ofNullable(base);
    }

    ObjectNode parameters() {
        return parameters.deepCopy();
    }

    private WebVhChange with(ObjectNode changed) {
        return new WebVhChange(document, base, changed);
    }
}
