package dev.countersign.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.openid4vp.PresentationVerifier;
import dev.countersign.protocol.openid4vp.VerifiedPresentation;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.Objects;
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
 * The whole judgement of an answer with one SD-JWT VC, beside the two signature verifications in it.
 *
 * <p>Every call takes the next of many answers: what one call learnt cannot help the next.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
// One core: what other cores would do for the collector and the compiler is counted, not given away.
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx512m"})
@Warmup(iterations = 12, time = 3)
@Measurement(iterations = 8, time = 3)
public class PresentationVerification {
    private static final int EXCHANGES = 512;

    /** Whose cryptography: Amazon Corretto Crypto Provider on top, or the JDK alone. */
    @Param({"ACCP", "JDK"})
    public String provider = "";

    private @Nullable PresentationVerifier verifier;
    private List<Presentations.Exchange> exchanges = List.of();
    private List<RawSignatures> signatures = List.of();
    private int next;

    @Setup
    public void prepare() {
        if (provider.equals("ACCP")) {
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
            AmazonCorrettoCryptoProvider.install();
        }
        Presentations presentations = new Presentations();
        PublicKey issuerKey = presentations.issuer().getPublic();
        verifier = presentations.verifier();
        exchanges = presentations.exchanges(EXCHANGES);
        signatures = exchanges.stream()
                .map(exchange -> new RawSignatures(exchange, issuerKey))
                .toList();
    }

    @Benchmark
    public VerifiedPresentation presentation() {
        Presentations.Exchange exchange = exchanges.get(next++ % EXCHANGES);
        Verification<VerifiedPresentation> outcome =
                Objects.requireNonNull(verifier).verify(exchange.asked(), exchange.answer());
        if (outcome instanceof Verification.Verified<VerifiedPresentation> verified) {
            return verified.value();
        }
        throw new IllegalStateException(outcome.toString());
    }

    @Benchmark
    public boolean twoSignatures() throws GeneralSecurityException {
        if (!signatures.get(next++ % EXCHANGES).verify()) {
            throw new IllegalStateException("a signature does not verify");
        }
        return true;
    }
}
