package dev.countersign.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.countersign.did.DidDocument;
import dev.countersign.did.DidWebVh;
import dev.countersign.did.ProofSigner;
import dev.countersign.did.Resolution;
import dev.countersign.did.VerificationRelationship;
import dev.countersign.did.WebVhChange;
import dev.countersign.did.WebVhController;
import dev.countersign.did.WebVhLog;
import dev.countersign.did.WebVhPrefixes;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A did:webvh resolved from its log, every entry verified from the first: parsing, canonical form, hashes, one Ed25519
 * signature for each entry. The log lies in memory; nothing is fetched.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
// One core and a small heap: memory must not grow with the documents.
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx256m"})
@Warmup(iterations = 6, time = 3)
@Measurement(iterations = 6, time = 3)
public class LogResolution {
    /** Whose cryptography: Amazon Corretto Crypto Provider on top, or the JDK alone. */
    @Param({"ACCP", "JDK"})
    public String provider = "";

    /** How long the log is; the time must grow as this does. */
    @Param({"120", "1200", "10000"})
    public int entries;

    private @Nullable WebVhLog log;
    private @Nullable DidWebVh forgetful;
    private @Nullable DidWebVh remembering;

    @Setup
    public void prepare() throws GeneralSecurityException {
        if (provider.equals("ACCP")) {
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
            AmazonCorrettoCryptoProvider.install();
        }
        Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] jsonl = written(entries, key);
        forgetful = new DidWebVh((uri, maxBytes) -> jsonl, clock);
        remembering = forgetful.remembering(WebVhPrefixes.inMemory(1));
    }

    private byte[] written(int count, KeyPair key) {
        ProofSigner signer = ProofSigner.of(key);
        Instant start = Instant.parse("2025-01-01T00:00:00Z");
        WebVhController controller = new WebVhController(Clock.fixed(start, ZoneOffset.UTC));
        WebVhLog made = controller.create(
                URI.create("https://bank.example"),
                did -> DidDocument.describing(did)
                        .key("sign", key.getPublic(), Set.of(VerificationRelationship.ASSERTION_METHOD))
                        .service("site", "LinkedDomains", "https://bank.example")
                        .build(),
                WebVhChange.nothing(),
                signer);
        while (made.versionNumber() < count) {
            Instant next = start.plusSeconds(made.versionNumber());
            made = new WebVhController(Clock.fixed(next, ZoneOffset.UTC)).update(made, WebVhChange.nothing(), signer);
        }
        log = made;
        return made.toJsonl();
    }

    /** A resolver that never saw the log. */
    @Benchmark
    public Resolution fromTheFirstEntry() {
        return resolved(Objects.requireNonNull(forgetful));
    }

    /** A resolver that verified the log before; nothing was added. */
    @Benchmark
    public Resolution fromAVerifiedPrefix() {
        return resolved(Objects.requireNonNull(remembering));
    }

    private Resolution resolved(DidWebVh resolver) {
        Resolution resolution = resolver.resolve(Objects.requireNonNull(log).did());
        if (resolution instanceof Resolution.Resolved) {
            return resolution;
        }
        throw new IllegalStateException(resolution.toString());
    }
}
