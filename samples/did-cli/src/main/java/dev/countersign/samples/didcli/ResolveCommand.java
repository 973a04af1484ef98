package dev.countersign.samples.didcli;

import dev.countersign.did.Dereferencing;
import dev.countersign.did.DereferencingOptions;
import dev.countersign.did.Did;
import dev.countersign.did.DidJwk;
import dev.countersign.did.DidKey;
import dev.countersign.did.DidResolver;
import dev.countersign.did.DidUrl;
import dev.countersign.did.DidUrlDereferencer;
import dev.countersign.did.DidWeb;
import dev.countersign.did.DidWebVh;
import dev.countersign.did.DocumentFetcher;
import dev.countersign.did.MalformedDidException;
import dev.countersign.did.Resolution;
import dev.countersign.did.ResolutionError;
import dev.countersign.did.ResolutionOptions;
import dev.countersign.did.VerificationRelationship;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code did resolve}. */
@Command(
        name = "resolve",
        description = "Resolves a DID, or dereferences a DID URL, and prints what was found.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  did resolve did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
            "  did resolve --json did:web:bank.example",
            "  did resolve --purpose assertionMethod 'did:web:bank.example#key-1'",
            "  did resolve --endpoints 'did:web:bank.example?service=files&relativeRef=/doc'",
            "  cat dids.txt | did resolve --json -"
        })
final class ResolveCommand implements Callable<Integer> {
    private static final String MEDIA_TYPE = "application/did";
    private static final int LONGEST_INPUT = 1_000_000;

    private final Terminal terminal;
    private final DocumentFetcher documents;

    @Parameters(paramLabel = "DID", description = "A DID or a DID URL; - reads one from each line of standard input.")
    private String identifier = "";

    @Option(names = "--json", description = "Prints the whole result with its metadata, errors too, as a line of JSON.")
    private boolean json;

    @Option(
            names = "--purpose",
            paramLabel = "RELATIONSHIP",
            converter = Purpose.class,
            description = "Only a verification method that is listed for this, as assertionMethod.")
    private Optional<VerificationRelationship> purpose = Optional.empty();

    @Option(names = "--endpoints", description = "Prints the addresses of the services that the DID URL selects.")
    private boolean endpoints;

    @Option(names = "--version-id", paramLabel = "ID", description = "This version of the document.")
    private Optional<String> versionId = Optional.empty();

    @Option(names = "--version-time", paramLabel = "TIME", description = "The version in force at this time, in UTC.")
    private Optional<Instant> versionTime = Optional.empty();

    @Option(names = "--version-number", paramLabel = "N", description = "The version with this number.")
    private Optional<Integer> versionNumber = Optional.empty();

    @Option(
            names = "--allow-loopback-http",
            description = "Also knows did:web:localhost%%3A8080, by plain http: for development on one machine.")
    private boolean loopback;

    ResolveCommand(Terminal terminal, DocumentFetcher documents) {
        this.terminal = terminal;
        this.documents = documents;
    }

    /** A verification relationship by its name in a document. */
    static final class Purpose implements ITypeConverter<VerificationRelationship> {
        @Override
        public VerificationRelationship convert(String value) {
            return Arrays.stream(VerificationRelationship.values())
                    .filter(known -> known.member().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected one of "
                            + Arrays.stream(VerificationRelationship.values())
                                    .map(VerificationRelationship::member)
                                    .collect(Collectors.joining(", "))));
        }
    }

    @Override
    public Integer call() throws Exception {
        ResolutionOptions version = new ResolutionOptions(versionId, versionTime, versionNumber);
        int worst = ExitCode.DONE;
        for (String one : identifiers()) {
            worst = Math.max(worst, resolve(one, version));
        }
        return worst;
    }

    private List<String> identifiers() throws IOException {
        if (!identifier.equals("-")) {
            return List.of(identifier);
        }
        String input = new String(terminal.in().readNBytes(LONGEST_INPUT), StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        input.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
        return lines;
    }

    private int resolve(String text, ResolutionOptions version) {
        boolean url = text.chars().anyMatch(c -> c == '/' || c == '?' || c == '#') || purpose.isPresent() || endpoints;
        return url ? dereference(text, version) : resolveDid(text, version);
    }

    private int resolveDid(String text, ResolutionOptions version) {
        Resolution resolution;
        try {
            resolution = resolver().resolve(Did.parse(text), version);
        } catch (MalformedDidException e) {
            resolution = new Resolution.Failed(ResolutionError.INVALID_DID, String.valueOf(e.getMessage()));
        }
        if (json) {
            terminal.print(resolution.toJson(MEDIA_TYPE));
        }
        if (resolution instanceof Resolution.Resolved resolved) {
            if (!json) {
                terminal.print(resolved.document().toJson());
            }
            return ExitCode.DONE;
        }
        if (resolution instanceof Resolution.Failed failed) {
            return failed(failed.error(), failed.detail());
        }
        terminal.complain("the DID was deactivated");
        return ExitCode.REFUSED;
    }

    private int dereference(String text, ResolutionOptions version) {
        DereferencingOptions plain = new DereferencingOptions(version, purpose, DereferencingOptions.Content.DOCUMENT);
        Dereferencing found;
        try {
            found = new DidUrlDereferencer(resolver())
                    .dereference(DidUrl.parse(text), endpoints ? plain.endpoints() : plain);
        } catch (MalformedDidException e) {
            found = new Dereferencing.Failed(ResolutionError.INVALID_DID_URL, String.valueOf(e.getMessage()));
        }
        if (json) {
            terminal.print(found.toJson(endpoints ? "text/uri-list" : MEDIA_TYPE));
        }
        if (found instanceof Dereferencing.Failed failed) {
            return failed(failed.error(), failed.detail());
        }
        if (found instanceof Dereferencing.Deactivated) {
            terminal.complain("the DID was deactivated");
            return ExitCode.REFUSED;
        }
        if (!json) {
            show(found);
        }
        return ExitCode.DONE;
    }

    private void show(Dereferencing found) {
        if (found instanceof Dereferencing.Document whole) {
            terminal.print(whole.document().toJson());
        } else if (found instanceof Dereferencing.Part one) {
            terminal.print(one.part().toJson());
        } else if (found instanceof Dereferencing.Endpoints addresses) {
            addresses.urls().forEach(terminal::print);
        }
    }

    private int failed(ResolutionError error, String detail) {
        terminal.complain(error + ": " + detail);
        return ExitCode.of(error);
    }

    private DidResolver resolver() {
        DidWeb web = new DidWeb(documents);
        DidWebVh webVh = new DidWebVh(documents, Clock.systemUTC());
        return loopback
                ? DidResolver.of(new DidKey(), new DidJwk(), web.allowingLoopbackHttp(), webVh.allowingLoopbackHttp())
                : DidResolver.of(new DidKey(), new DidJwk(), web, webVh);
    }
}
