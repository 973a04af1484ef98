package dev.countersign.service.trust.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.Dereferencing;
import dev.countersign.did.DereferencingOptions;
import dev.countersign.did.Did;
import dev.countersign.did.DidDocument;
import dev.countersign.did.DidResolver;
import dev.countersign.did.DidUrl;
import dev.countersign.did.DidUrlDereferencer;
import dev.countersign.did.Resolution;
import dev.countersign.did.ResolutionError;
import dev.countersign.protocol.Json;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Answers identifiers by the HTTP binding (DID Resolution section 12.1). */
final class IdentifierAnswers {
    private static final String RESULT_CONTEXT = "https://w3id.org/did-resolution/v1";

    private final DidResolver resolver;
    private final Function<Did, Duration> lifetimes;

    /**
     * Makes one.
     *
     * @param lifetimes for how long others may keep what was resolved
     */
    IdentifierAnswers(DidResolver resolver, Function<Did, Duration> lifetimes) {
        this.resolver = resolver;
        this.lifetimes = lifetimes;
    }

    /** Returns the answer to a request, in what is accepted. */
    IdentifierAnswer answer(IdentifierRequest request, List<MediaType> accepted) {
        Optional<Representation> found =
                request.isDidUrl() ? Representation.ofDidUrl(accepted) : Representation.ofDid(accepted);
        if (found.isEmpty()) {
            return refused(
                    Representation.DID,
                    ResolutionError.REPRESENTATION_NOT_SUPPORTED,
                    "Accept (expected: application/did, or a result of resolution)");
        }
        Representation representation = found.get();
        try {
            return request.isDidUrl() || representation == Representation.DEREFERENCING_RESULT
                    ? dereferenced(request, representation)
                    : resolved(request, representation);
        } catch (RefusedIdentifierException e) {
            return refused(representation, e.error(), e.detail());
        }
    }

    private IdentifierAnswer resolved(IdentifierRequest request, Representation representation)
            throws RefusedIdentifierException {
        Did did = request.did();
        IdentifierOptions options = IdentifierOptions.of(request.options());
        Resolution resolution = resolver.resolve(did, options.version());
        if (resolution instanceof Resolution.Failed failed) {
            return refused(representation, failed.error(), failed.detail());
        }
        Duration lifetime = lifetimes.apply(did);
        if (!(resolution instanceof Resolution.Resolved resolved)) {
            return (representation.isResult() ? result(resolution, representation) : IdentifierAnswer.gone())
                    .keptFor(lifetime);
        }
        // DID Resolution 4.4 step 6
        DidDocument document = options.expanded(resolved.document());
        Resolution shown = new Resolution.Resolved(document, resolved.metadata(), resolved.documentMetadata());
        return (representation.isResult()
                        ? result(shown, representation)
                        : IdentifierAnswer.of(shown.httpStatus(), representation.contentType(), document.toJson()))
                .keptFor(lifetime);
    }

    private IdentifierAnswer dereferenced(IdentifierRequest request, Representation representation)
            throws RefusedIdentifierException {
        DidUrl url = request.didUrl();
        IdentifierOptions options = IdentifierOptions.of(request.options());
        DereferencingOptions wanted =
                new DereferencingOptions(options.version(), options.purpose(), representation.content());
        Dereferencing found = options.expanded(new DidUrlDereferencer(resolver).dereference(url, wanted));
        if (found instanceof Dereferencing.Failed failed) {
            return refused(representation, failed.error(), failed.detail());
        }
        return content(found, representation).keptFor(lifetimes.apply(url.did()));
    }

    private static IdentifierAnswer content(Dereferencing found, Representation representation) {
        if (found instanceof Dereferencing.Endpoints endpoints) {
            // The binding knows one Location, and does not say which of several: the first.
            return IdentifierAnswer.seeOther(endpoints.urls().get(0));
        }
        if (representation.isResult()) {
            return result(found, representation);
        }
        if (found instanceof Dereferencing.Deactivated) {
            return IdentifierAnswer.gone();
        }
        byte[] body = found instanceof Dereferencing.Document whole
                ? whole.document().toJson()
                : ((Dereferencing.Part) found).part().toJson();
        return IdentifierAnswer.of(found.httpStatus(), representation.contentType(), body);
    }

    /** Returns the answer to what cannot be answered otherwise. */
    IdentifierAnswer refused(Representation representation, ResolutionError error, String detail) {
        IdentifierAnswer answer;
        if (representation == Representation.DEREFERENCING_RESULT) {
            answer = result(new Dereferencing.Failed(error, detail), representation);
        } else if (representation.isResult()) {
            answer = result(new Resolution.Failed(error, detail), representation);
        } else {
            answer = IdentifierAnswer.problem(error, detail);
        }
        return answer.keptAs(error);
    }

    private static IdentifierAnswer result(Resolution resolution, Representation representation) {
        return IdentifierAnswer.of(
                resolution.httpStatus(),
                representation.contentType(),
                inContext(resolution.toJson(representation.documentType()), representation));
    }

    private static IdentifierAnswer result(Dereferencing found, Representation representation) {
        return IdentifierAnswer.of(
                found.httpStatus(),
                representation.contentType(),
                inContext(found.toJson(representation.documentType()), representation));
    }

    private static byte[] inContext(byte[] json, Representation representation) {
        if (representation != Representation.LD_RESULT) {
            return json;
        }
        ObjectNode result = Json.object().put("@context", RESULT_CONTEXT);
        result.setAll(Json.parseObject(json));
        return Json.print(result);
    }
}
