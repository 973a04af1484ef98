package dev.countersign.service.trust;

import dev.countersign.did.Did;
import dev.countersign.did.DidResolver;
import dev.countersign.did.DidWebVh;
import dev.countersign.did.DocumentFetcher;
import dev.countersign.did.DocumentNotFoundException;
import dev.countersign.did.Resolution;
import dev.countersign.did.ResolutionOptions;
import dev.countersign.did.WebVhLog;
import dev.countersign.did.WebVhVerification;
import dev.countersign.did.WebVhWitnessProofs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the log of our DID as a resolver would: what the database holds is verified before it is built upon. */
@ApplicationScoped
class OrganisationHistory {
    private final OrganisationLog log;
    private final Clock clock;

    OrganisationHistory(OrganisationLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** What is published. */
    record Published(WebVhLog log, List<OrganisationLog.Withdrawal> withdrawals) {}

    /**
     * Returns what is published; empty before the first start.
     *
     * @param known what was read before; not verified again when it is still the same
     * @throws IllegalStateException when what the database holds is no good log
     */
    @Transactional
    Optional<Published> read(Optional<WebVhLog> known) {
        List<OrganisationLog.Entry> entries = published(log.entries());
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        byte[] jsonl = jsonl(entries);
        WebVhLog verified =
                known.filter(same -> Arrays.equals(same.toJsonl(), jsonl)).orElseGet(() -> verified(jsonl));
        return Optional.of(new Published(verified, log.withdrawals()));
    }

    /** Resolves our did:webvh, or a former name of it, as a stranger would from what is published. */
    @Transactional
    Resolution resolve(Did did, ResolutionOptions options) {
        DocumentFetcher published = (uri, maxBytes) -> uri.getPath().endsWith("did.jsonl")
                ? jsonl(published(log.entries()))
                : log.witnessFile()
                        .orElseThrow(() -> new DocumentNotFoundException("nobody had to approve anything"))
                        .getBytes(StandardCharsets.UTF_8);
        return DidResolver.of(new DidWebVh(published, clock).allowingLoopbackHttp())
                .resolve(did, options);
    }

    /** Returns the proofs of witnesses that are known. */
    WebVhWitnessProofs witnessProofs() {
        return log.witnessFile()
                .map(file -> WebVhWitnessProofs.parse(file.getBytes(StandardCharsets.UTF_8)))
                .orElse(WebVhWitnessProofs.NONE);
    }

    private WebVhLog verified(byte[] jsonl) {
        WebVhVerification verification = WebVhLog.verify(jsonl, witnessProofs(), clock);
        if (verification instanceof WebVhVerification.Verified good) {
            return good.log();
        }
        WebVhVerification.Rejected rejected = (WebVhVerification.Rejected) verification;
        throw new IllegalStateException("The log of the organisation's DID in the database is no good one ("
                + rejected.fault() + ": " + rejected.detail() + "). Restore the database.");
    }

    static List<OrganisationLog.Entry> published(List<OrganisationLog.Entry> entries) {
        return entries.stream().filter(entry -> entry.publishedAt().isPresent()).toList();
    }

    static byte[] jsonl(List<OrganisationLog.Entry> entries) {
        StringBuilder file = new StringBuilder();
        entries.forEach(entry -> file.append(entry.line()).append('\n'));
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }
}
