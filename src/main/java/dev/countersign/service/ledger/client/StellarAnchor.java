package dev.countersign.service.ledger.client;

import dev.countersign.service.ledger.Anchor;
import dev.countersign.service.platform.OutboundHttp;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.stellar.sdk.Account;
import org.stellar.sdk.AccountConverter;
import org.stellar.sdk.BumpSequenceOperation;
import org.stellar.sdk.KeyPair;
import org.stellar.sdk.MemoHash;
import org.stellar.sdk.Network;
import org.stellar.sdk.TimeBounds;
import org.stellar.sdk.TransactionBuilder;
import org.stellar.sdk.TransactionPreconditions;

/**
 * Stellar: a transaction that does nothing, with the hash as its memo ({@code MEMO_HASH}).
 *
 * <p>The SDK makes and signs transactions; what goes to the network goes by the guarded client. The transaction has the account's
 * next sequence number and ends after minutes, by the network's time. So it is taken once or never, and after a while it is
 * known which.
 */
@ApplicationScoped
public class StellarAnchor implements Anchor {
    private static final String PREFIX = "countersign.log.anchor.";
    private static final String SECRET = PREFIX + "account-secret-file";
    private static final Duration VALID = Duration.ofMinutes(5);

    /** Horizon itself gives up after about so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    /** What we would pay when the network is busy, in ten-millionths of a lumen; as a rule it takes a hundred. */
    private static final long MOST_FEE_STROOPS = 10_000;

    private final Optional<Chain> chain;

    private record Chain(Horizon horizon, Network network, KeyPair account) {}

    /**
     * Where to anchor.
     *
     * @throws IllegalStateException when a setting is missing, or the secret is none
     */
    public StellarAnchor(
            OutboundHttp http,
            @ConfigProperty(name = PREFIX + "horizon-url") Optional<URI> horizon,
            @ConfigProperty(
                            name = PREFIX + "network-passphrase",
                            defaultValue = "Public Global Stellar Network ; September 2015")
                    String network,
            @ConfigProperty(name = SECRET) Optional<Path> secret) {
        this.chain = horizon.map(address -> new Chain(
                new Horizon(http, address, PATIENCE),
                new Network(network),
                account(secret.orElseThrow(() ->
                        new IllegalStateException(SECRET + ": not set (expected: with " + PREFIX + "horizon-url)")))));
    }

    private static KeyPair account(Path file) {
        String secret;
        try {
            secret = Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException(SECRET + ": " + file + " cannot be read", e);
        }
        try {
            return KeyPair.fromSecretSeed(secret);
        } catch (RuntimeException e) {
            // Without the cause: its message may show what was in the file.
            throw new IllegalStateException(SECRET + ": " + file + " (expected: one secret key of Stellar, S...)");
        }
    }

    @Override
    public boolean any() {
        return chain.isPresent();
    }

    @Override
    public Transaction prepare(byte[] hash) throws IOException {
        Chain own = chain.orElseThrow();
        String network = own.network().getNetworkPassphrase();
        Horizon.State state = own.horizon().state();
        if (!state.network().equals(network)) {
            throw new IOException(
                    "Horizon serves another network: " + state.network() + " (expected: " + network + ")");
        }
        String account = own.account().getAccountId();
        Instant validUntil = Instant.ofEpochSecond(state.closedAt().plus(VALID).getEpochSecond());
        org.stellar.sdk.Transaction transaction = new TransactionBuilder(
                        AccountConverter.enableMuxed(),
                        new Account(account, own.horizon().sequence(account)),
                        own.network())
                .setBaseFee(MOST_FEE_STROOPS)
                .addMemo(new MemoHash(hash))
                // A transaction must have an operation: this one asks for a sequence number that was passed long ago.
                .addOperation(new BumpSequenceOperation.Builder(0).build())
                .addPreconditions(TransactionPreconditions.builder()
                        .timeBounds(new TimeBounds(0, validUntil.getEpochSecond()))
                        .build())
                .build();
        transaction.sign(own.account());
        return new Transaction(network, transaction.hashHex(), transaction.toEnvelopeXdrBase64(), validUntil);
    }

    @Override
    public Outcome submit(Transaction transaction) throws IOException {
        Horizon horizon = chain.orElseThrow().horizon();
        Optional<Outcome> known = look(horizon, transaction);
        if (known.isPresent()) {
            return known.get();
        }
        OutboundHttp.Reply reply = horizon.submit(transaction.signed());
        String answer = reply.status() == 200 ? "it is not to be found yet" : Horizon.refusal(reply);
        // In this order: what Horizon knew of at that time it must find now.
        Instant network = horizon.state().closedAt();
        Duration pause = reply.retryAfter(network).orElse(Duration.ZERO);
        return look(horizon, transaction)
                .orElseGet(() -> network.isAfter(transaction.validUntil())
                        ? new Outcome.Never(answer)
                        : new Outcome.Open(answer, pause));
    }

    private static Optional<Outcome> look(Horizon horizon, Transaction transaction) throws IOException {
        return horizon.find(transaction.name())
                .map(found -> found.successful() ? found.taken() : new Outcome.Never("the network took it as failed"));
    }
}
