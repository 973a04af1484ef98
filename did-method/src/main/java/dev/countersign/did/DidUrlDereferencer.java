package dev.countersign.did;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a DID URL names (DID Resolution section 5): a document or a version of it, an object of a document, or the
 * address of a service.
 *
 * <p>When a purpose is asked for, a verification method is returned only if its document lists it for exactly that purpose
 * and its controller is the document's DID. Addresses are returned and never followed.
 *
 * <p>Gap: the parameter {@code hl} and paths are not known here; a DID URL with one of them leads nowhere.
 */
public final class DidUrlDereferencer {
    private final DidResolver resolver;

    /** Makes one that resolves by this resolver. */
    public DidUrlDereferencer(DidResolver resolver) {
        this.resolver = resolver;
    }

    /** Returns what the DID URL leads to. Never throws for anything a DID URL or a document can contain. */
    public Dereferencing dereference(DidUrl url, DereferencingOptions options) {
        try {
            // DID Resolution 5.4.1 step 1 is DidUrl's own parser; here its parameters are read.
            DidParameters parameters = DidParameters.of(url);
            return dereference(url, parameters, options.at(parameters.version(options.version())));
        } catch (MalformedDidException e) {
            return new Dereferencing.Failed(ResolutionError.INVALID_DID_URL, String.valueOf(e.getMessage()));
        }
    }

    private Dereferencing dereference(DidUrl url, DidParameters parameters, DereferencingOptions options) {
        if (parameters.hashLink()) {
            return new Dereferencing.Failed(ResolutionError.FEATURE_NOT_SUPPORTED, "DID parameter hl (expected: none)");
        }
        // 5.4.1 steps 2 to 4
        Resolution resolution = resolver.resolve(url.did(), options.version());
        if (resolution instanceof Resolution.Failed failed) {
            return new Dereferencing.Failed(failed.error(), failed.detail());
        }
        if (!(resolution instanceof Resolution.Resolved resolved)) {
            return new Dereferencing.Deactivated(((Resolution.Deactivated) resolution).documentMetadata());
        }
        // Steps 8 and 9: neither paths nor parameters of others are known.
        if (!url.path().isEmpty() || parameters.hasOthers()) {
            return new Dereferencing.Failed(
                    ResolutionError.NOT_FOUND, "DID URL: path or query (expected: none but the DID parameters)");
        }
        DidDocument document = resolved.document();
        if (parameters.selectsServices()) {
            // Step 7
            List<Integer> selected = parameters.selected(document);
            if (options.content() == DereferencingOptions.Content.ENDPOINTS) {
                return endpoints(url, parameters.endpoints(document, selected));
            }
            document = document.withServices(selected);
        } else if (options.content() == DereferencingOptions.Content.ENDPOINTS) {
            return new Dereferencing.Failed(
                    ResolutionError.REPRESENTATION_NOT_SUPPORTED, "text/uri-list (expected: a service is selected)");
        }
        // Step 6, then 5.4.2
        if (!url.fragment().isPresent()) {
            return options.purpose().isPresent()
                    ? new Dereferencing.Failed(
                            ResolutionError.INVALID_VERIFICATION_METHOD,
                            "DID URL (expected: a fragment that names one)")
                    : new Dereferencing.Document(document, resolved.documentMetadata());
        }
        DidUrl name = DidUrl.of(url.did(), url.fragment().get());
        Optional<DocumentPart> part = find(document, name);
        return part.map(found -> authorized(resolved, found, options.purpose()))
                .orElseGet(() -> new Dereferencing.Failed(
                        ResolutionError.NOT_FOUND, "fragment (expected: the name of an object of the document)"));
    }

    // 5.4.2 step 1
    private static Dereferencing authorized(
            Resolution.Resolved resolved, DocumentPart part, Optional<VerificationRelationship> purpose) {
        if (purpose.isPresent()) {
            if (!part.verificationMethod().isPresent()) {
                return new Dereferencing.Failed(
                        ResolutionError.INVALID_VERIFICATION_METHOD,
                        "fragment (expected: names a verification method)");
            }
            if (!resolved.document().authorizes(part.verificationMethod().get(), purpose.get())) {
                return new Dereferencing.Failed(
                        ResolutionError.INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD,
                        "verification method (expected: listed for "
                                + purpose.get().member() + ", and controlled by the DID)");
            }
        }
        return new Dereferencing.Part(part, resolved.documentMetadata());
    }

    // 5.4.2 step 2
    private static Dereferencing endpoints(DidUrl url, List<String> found) {
        List<String> urls = new ArrayList<>();
        for (String endpoint : found) {
            if (url.fragment().isPresent() && endpoint.indexOf('#') >= 0) {
                return new Dereferencing.Failed(
                        ResolutionError.INVALID_DID_URL, "fragment (expected: none, for the endpoint has its own)");
            }
            urls.add(endpoint + url.fragment().map(fragment -> "#" + fragment).orElse(""));
        }
        return urls.isEmpty()
                ? new Dereferencing.Failed(ResolutionError.NOT_FOUND, "service (expected: one with an address)")
                : new Dereferencing.Endpoints(urls);
    }

    // 5.4.2 step 3, by the rules of JSON-LD: the object that bears the name, wherever it is. A document of did:webvh
    // that
    // moved is found under its earlier DID too, and says by its own which it is now.
    private static Optional<DocumentPart> find(DidDocument document, DidUrl name) {
        String fragment = "#" + name.fragment().orElse("");
        Set<String> spellings = new HashSet<>(List.of(fragment, document.id() + fragment, name.did() + fragment));
        return bearer(document.source(), spellings).map(found -> {
            DidUrl id = DidUrl.parse(found.get("id").textValue(), document.id());
            ObjectNode part = Json.object();
            JsonNode context = document.source().get("@context");
            if (context != null) {
                part.set("@context", context);
            }
            part.setAll(found);
            part.put("id", id.toString());
            return new DocumentPart(
                    id,
                    document.methods().stream()
                            .filter(method -> method.id().equals(id))
                            .findFirst(),
                    part);
        });
    }

    private static Optional<ObjectNode> bearer(JsonNode node, Set<String> spellings) {
        if (node instanceof ObjectNode object
                && spellings.contains(object.path("id").asText())) {
            return Optional.of(object);
        }
        // As deep as a document may be nested, which the parser bounds.
        for (JsonNode child : node) {
            Optional<ObjectNode> found = bearer(child, spellings);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
