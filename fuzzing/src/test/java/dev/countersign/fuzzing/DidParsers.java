package dev.countersign.fuzzing;

import dev.countersign.did.Dereferencing;
import dev.countersign.did.DereferencingOptions;
import dev.countersign.did.Did;
import dev.countersign.did.DidDocument;
import dev.countersign.did.DidJwk;
import dev.countersign.did.DidKey;
import dev.countersign.did.DidResolver;
import dev.countersign.did.DidUrl;
import dev.countersign.did.DidUrlDereferencer;
import dev.countersign.did.DidWeb;
import dev.countersign.did.DocumentFetcher;
import dev.countersign.did.DocumentMetadata;
import dev.countersign.did.DocumentNotFoundException;
import dev.countersign.did.MalformedDidException;
import dev.countersign.did.Resolution;
import dev.countersign.did.ResolutionMetadata;
import dev.countersign.did.VerificationKey;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.did.WebVhLog;
import dev.countersign.did.WebVhVerification;
import dev.countersign.did.WebVhWitnessProofs;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/** The parsers of did-method. Multikey, base58, JWK and percent-encoding are reached through the DIDs that hold them. */
public final class DidParsers {
    private static final DocumentFetcher NOTHING_IS_THERE = (uri, maxBytes) -> {
        requirePublic(uri);
        throw new DocumentNotFoundException("nothing is there");
    };
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2027-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final DidResolver RESOLVER =
            DidResolver.of(new DidKey().derivingEncryptionKeys(), new DidJwk(), new DidWeb(NOTHING_IS_THERE));
    private static final DidDocument DOCUMENT = DidDocument.parse("""
            {"@context":"https://www.w3.org/ns/did/v1","id":"did:web:bank.example","verificationMethod":[{"id":"#k",
             "type":"Multikey","controller":"did:web:bank.example",
             "publicKeyMultibase":"z6MkjQgrgmvBcX7EVg25DM5zBZ3NBmtP8uFJNn3sVrgqDjyC"}],"assertionMethod":["#k"],
             "service":[{"id":"#s","type":"S","serviceEndpoint":["https://bank.example/a/b?c","mailto:a@bank.example"]}]}
            """.getBytes(StandardCharsets.UTF_8));
    private static final DidUrlDereferencer DEREFERENCER = new DidUrlDereferencer((did, options) ->
            new Resolution.Resolved(DOCUMENT, new ResolutionMetadata("application/did"), DocumentMetadata.NONE));

    static final List<Parser> ALL = List.of(
            text("did", input -> Parser.same(input, Did.parse(input).toString())),
            text("did-url", input -> Parser.same(input, DidUrl.parse(input).toString())),
            text("did-resolution", DidParsers::resolve),
            text("did-dereferencing", DidParsers::dereference),
            text("did-key", input -> resolve("did:key:" + input)),
            text("did-web", input -> resolve("did:web:" + input)),
            text(
                    "did-jwk",
                    input -> resolve("did:jwk:"
                            + java.util.Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(input.getBytes(StandardCharsets.UTF_8)))),
            text("did-web-address", input -> {
                try {
                    new DidWeb(NOTHING_IS_THERE).didAt(new URI(input));
                } catch (java.net.URISyntaxException e) {
                    throw new MalformedDidException("not a URI", e);
                }
            }),
            new Parser("webvh-log", DidParsers::log, MalformedDidException.class),
            new Parser(
                    "webvh-witness-proofs",
                    bytes -> WebVhWitnessProofs.parse(
                            WebVhWitnessProofs.parse(bytes).toJson()),
                    MalformedDidException.class),
            new Parser("did-document", DidParsers::document, MalformedDidException.class));

    private DidParsers() {}

    /** What the fuzzer calls: the first byte chooses the parser. */
    public static void fuzzerTestOneInput(byte[] data) {
        Seeds.choose(ALL, data);
    }

    private static Parser text(String name, Consumer<String> parse) {
        return Parser.ofText(name, parse, MalformedDidException.class);
    }

    private static void resolve(String input) {
        Did did = Did.parse(input);
        Resolution resolution = RESOLVER.resolve(did);
        resolution.toJson("application/did");
        if (resolution instanceof Resolution.Resolved resolved) {
            Parser.same(did, resolved.document().id());
            resolved.document().methods().forEach(method -> {
                if (did.method().equals("key")
                        && method.key() instanceof VerificationKey.Usable usable
                        && method.id().fragment().equals(java.util.Optional.of(did.id()))) {
                    Parser.same(did, DidKey.of(usable.publicKey()));
                }
            });
        }
    }

    private static void dereference(String input) {
        DidUrl url = DidUrl.parse(input);
        Dereferencing found = DEREFERENCER.dereference(url, DereferencingOptions.NONE.endpoints());
        found.toJson("application/did");
        if (found instanceof Dereferencing.Endpoints endpoints) {
            for (String address : endpoints.urls()) {
                URI uri = URI.create(address);
                boolean ours = uri.isOpaque() || "bank.example".equals(uri.getHost());
                if (!ours || (uri.getRawPath() + "/").contains("/../")) {
                    throw new AssertionError("led elsewhere: " + address);
                }
            }
        }
        DEREFERENCER.dereference(url, DereferencingOptions.purpose(VerificationRelationship.ASSERTION_METHOD));
    }

    private static void document(byte[] input) {
        DidDocument document = DidDocument.parse(input);
        // Compared as text: what was read as 1e0 is printed as 1, and read again as another kind of number.
        Parser.same(printed(document), printed(DidDocument.parse(document.toJson())));
        DidDocument absolute = document.withAbsoluteUrls();
        Parser.same(printed(absolute), printed(absolute.withAbsoluteUrls()));
        document.methods().forEach(method -> {
            for (VerificationRelationship purpose : VerificationRelationship.values()) {
                document.key(method.id(), purpose);
            }
        });
    }

    private static void log(byte[] input) {
        if (WebVhLog.verify(input, WebVhWitnessProofs.NONE, CLOCK) instanceof WebVhVerification.Verified verified) {
            verified.log().document();
            verified.log().parallelDidWeb();
        }
    }

    private static String printed(DidDocument document) {
        return new String(document.toJson(), StandardCharsets.UTF_8);
    }

    private static void requirePublic(URI uri) {
        if (!"https".equals(uri.getScheme())
                || uri.getHost() == null
                || uri.getHost().matches("[0-9.]*|.*:.*")) {
            throw new AssertionError("would have asked " + uri);
        }
    }
}
