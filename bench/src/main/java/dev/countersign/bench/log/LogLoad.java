package dev.countersign.bench.log;

import dev.countersign.bench.PackagedService;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.log.EntryType;
import dev.countersign.protocol.log.InclusionProof;
import dev.countersign.protocol.log.LogClient;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.Observation;
import dev.countersign.protocol.log.VerifiedCheckpoint;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.log.WitnessPolicy;
import dev.countersign.samples.bank.ServiceProcess;
import dev.countersign.samples.bank.ServiceSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets the log accept entries at a fixed rate, and times how soon each is in a signed checkpoint. */
@Command(
        name = "log-load",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the packaged service and lets its log accept entries at a fixed rate, in transactions of --batch on"
                    + " --writers connections. An entry is acknowledged when its transaction has committed; from then until a"
                    + " signed checkpoint that covers it is read over HTTP is its delay.",
            "Then it fetches proofs of random entries over HTTP, each verified, from a tree of --fill entries or more."
        })
public final class LogLoad implements Callable<Integer> {
    @Option(names = "--rate", defaultValue = "10000", description = "Entries a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--batch",
            defaultValue = "50",
            description = "Entries of a transaction (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--writers", defaultValue = "8", description = "Connections (default: ${DEFAULT-VALUE}).")
    private int writers;

    @Option(names = "--duration", defaultValue = "PT60S", description = "How long (default: ${DEFAULT-VALUE}).")
    private Duration duration = Duration.ZERO;

    @Option(names = "--warm-up", defaultValue = "PT20S", description = "Uncounted before (default: ${DEFAULT-VALUE}).")
    private Duration warmUp = Duration.ZERO;

    @Option(
            names = "--fill",
            defaultValue = "0",
            description = "Entries that the tree has at least before proofs are timed (default: ${DEFAULT-VALUE}).")
    private long fill;

    /** Acknowledged entries of one transaction. */
    private record Acknowledged(List<Long> ids, long atNanos) {}

    /** Runs the command line. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LogLoad()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ServiceSettings settings = PackagedService.settings(Map.of());
        out.println("Starting the service; its data and log: " + settings.dataDirectory());
        try (ServiceProcess service = ServiceProcess.start(settings)) {
            Database database = Database.of(settings.dataDirectory().resolve("service"));
            Watch watch = new Watch(settings.publicUrl());
            append(database, warmUp);
            Thread watching = new Thread(watch, "watch");
            watching.start();
            long before = System.nanoTime();
            Duration processor = service.processorTime();
            List<Acknowledged> acknowledged = append(database, duration);
            double seconds = (System.nanoTime() - before) / 1e9;
            long entries =
                    acknowledged.stream().mapToLong(one -> one.ids().size()).sum();
            out.printf(
                    Locale.ROOT,
                    "%d entries acknowledged in %.1f s: %.0f a second (asked for: %d); the service's JVM took %.1f s of processor%n",
                    entries,
                    seconds,
                    entries / seconds,
                    rate,
                    service.processorTime().minus(processor).toMillis() / 1e3);
            await(database, watch);
            out.printf(
                    Locale.ROOT,
                    "all of them in a checkpoint %.2f s after the last%n",
                    (System.nanoTime() - before) / 1e9 - seconds);
            delays(database, watch, acknowledged, out);
            watch.stop();
            watching.join();
            while (watch.size() < fill) {
                pour(database);
                await(database, watch);
            }
            proofs(watch, out);
            sizes(database, watch.size(), out);
        }
        return 0;
    }

    private List<Acknowledged> append(Database database, Duration howLong) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Future<List<Acknowledged>>> running = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < writers; i++) {
            int own = i;
            running.add(threads.submit(() -> write(database, own, begin, howLong)));
        }
        List<Acknowledged> all = new ArrayList<>();
        for (Future<List<Acknowledged>> writer : running) {
            all.addAll(writer.get());
        }
        threads.shutdown();
        return all;
    }

    // Open loop: a transaction that is late does not push the next ones back.
    private List<Acknowledged> write(Database database, int writer, long begin, Duration howLong)
            throws SQLException, InterruptedException {
        double everyNanos = 1e9 * batch * writers / rate;
        SplittableRandom random = new SplittableRandom(begin + writer);
        List<Acknowledged> acknowledged = new ArrayList<>();
        try (Connection connection = database.connection();
                PreparedStatement insert = Database.accepting(connection)) {
            for (long turn = 0; ; turn++) {
                long due = begin + (long) (everyNanos * (turn + (double) writer / writers));
                if (due - begin >= howLong.toNanos()) {
                    return acknowledged;
                }
                long early = due - System.nanoTime();
                if (early > 0) {
                    Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
                }
                List<Long> ids = Database.accept(insert, entries(random, batch));
                acknowledged.add(new Acknowledged(ids, System.nanoTime()));
            }
        }
    }

    private static byte[][] entries(SplittableRandom random, int count) {
        byte[][] entries = new byte[count][LogEntry.BYTES];
        for (byte[] entry : entries) {
            random.nextBytes(entry);
            entry[0] = 1;
            entry[1] = EntryType.EVENT_ADDED.number();
        }
        return entries;
    }

    private static void pour(Database database) throws SQLException {
        SplittableRandom random = new SplittableRandom();
        try (Connection connection = database.connection();
                PreparedStatement insert = Database.accepting(connection)) {
            for (int i = 0; i < 40; i++) {
                Database.accept(insert, entries(random, 5_000));
            }
        }
    }

    private static void await(Database database, Watch watch) throws Exception {
        while (database.number("select count(*) from (select 1 from ledger_waiting limit 1) as any_of_them") > 0
                || watch.size() < database.number("select size from ledger_head")) {
            Thread.sleep(20);
        }
    }

    private static void delays(Database database, Watch watch, List<Acknowledged> acknowledged, PrintStream out)
            throws SQLException {
        Histogram millis = new Histogram(3);
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(
                        "select max(log_index) from ledger_position where entry_id = any(?)")) {
            for (Acknowledged one : acknowledged) {
                select.setArray(1, connection.createArrayOf("int8", one.ids().toArray()));
                try (var row = select.executeQuery()) {
                    row.next();
                    long covered = watch.coveredAtNanos(row.getLong(1)).orElseThrow();
                    millis.recordValueWithCount(
                            Math.max(0, (covered - one.atNanos()) / 1_000_000),
                            one.ids().size());
                }
            }
        }
        out.printf(
                Locale.ROOT,
                "from acknowledged to a signed checkpoint read over HTTP: p50 %d, p95 %d, p99 %d, max %d ms%n",
                millis.getValueAtPercentile(50),
                millis.getValueAtPercentile(95),
                millis.getValueAtPercentile(99),
                millis.getMaxValue());
    }

    private static void proofs(Watch watch, PrintStream out) throws IOException {
        VerifierKey key =
                VerifierKey.parse(new String(watch.fetch("key", 1_000).orElseThrow(), StandardCharsets.UTF_8).strip());
        LogClient log = new LogClient(watch::fetch, WitnessPolicy.unwitnessed(key));
        VerifiedCheckpoint newest = ((Observation.Consistent) log.begin()).checkpoint();
        SplittableRandom random = new SplittableRandom(1);
        Histogram micros = new Histogram(3);
        int hashes = 0;
        for (int i = 0; i < 3_000; i++) {
            long before = System.nanoTime();
            // A new view each time: no tile is remembered.
            Verification<InclusionProof> proof =
                    log.at(newest).prove(random.nextLong(newest.tree().size()));
            long after = System.nanoTime();
            hashes = Math.max(
                    hashes,
                    ((Verification.Verified<InclusionProof>) proof)
                            .value()
                            .path()
                            .size());
            if (i >= 1_000) {
                micros.recordValue((after - before) / 1_000);
            }
        }
        out.printf(
                Locale.ROOT,
                "proof of a random entry among %d, tiles fetched over HTTP and verified: p50 %.2f, p95 %.2f, p99 %.2f ms;"
                        + " at most %d hashes%n",
                newest.tree().size(),
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(95) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                hashes);
    }

    private static void sizes(Database database, long entries, PrintStream out) throws SQLException {
        for (String table : List.of("ledger_tile", "ledger_bundle", "ledger_position", "ledger_checkpoint")) {
            out.printf(
                    Locale.ROOT,
                    "%-18s %6.1f bytes an entry%n",
                    table,
                    (double) database.number("select pg_total_relation_size('" + table + "')") / entries);
        }
    }
}
