package dev.countersign.samples.witness;

import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.log.Witness;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A witness with everything it keeps: cosigns by HTTP, follows its logs, and tells what it found. */
final class WitnessNode implements AutoCloseable {
    private final WitnessSettings settings;
    private final DataDirectory data;
    private final Journal journal;
    private final VerifierKey key;
    private final Alarms alarms;
    private final Front front;
    private final List<Follower> followers = new ArrayList<>();
    private final Optional<AlarmPost> post;
    private final ScheduledExecutorService threads;
    private final ExecutorService fetching = Executors.newFixedThreadPool(2 * ReadAhead.BUNDLES);
    private final List<Future<?>> repeated = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Optional<WitnessServer> server = Optional.empty();

    private WitnessNode(WitnessSettings settings, DataDirectory data, Journal journal, Clock clock) throws IOException {
        this.settings = settings;
        this.data = data;
        this.journal = journal;
        CosignerKey cosigner = data.cosigner(settings.name());
        this.key = cosigner.verifierKey();
        this.alarms = new Alarms(new Evidence(data.evidence()), journal, clock);
        HeadFiles heads = new HeadFiles(data.cosigned(), settings.logs());
        HttpClient http = HttpLog.client(settings.habits().deadline());
        Map<String, Followed> followed = new LinkedHashMap<>();
        List<VerifierKey> logKeys = new ArrayList<>();
        for (WatchedLog log : settings.logs()) {
            Followed one = Followed.open(data, log, heads, alarms);
            followed.put(log.origin(), one);
            logKeys.addAll(log.keys());
            Watch watch = new Watch(
                    one,
                    new Remote(new HttpLog(http, log.url(), settings.habits().deadline()), fetching),
                    alarms,
                    new Watch.Patience(settings.habits().alarmAfter(), clock));
            followers.add(new Follower(one, watch, journal, clock));
        }
        Submissions submissions = new Submissions(new Witness(logKeys, cosigner.signer(clock), heads), followed);
        this.front = new Front(submissions, heads, new StatusPage(key, alarms, followers), followed.values());
        this.post = settings.habits()
                .alarmUrl()
                .map(url -> new AlarmPost(http, url, settings.habits().deadline()));
        this.threads = Executors.newScheduledThreadPool(settings.logs().size() + 1);
    }

    /**
     * Opens a witness; nothing is asked or answered yet.
     *
     * @param log where it tells what it does
     * @throws IOException when its directory is in use, or what it keeps cannot be read
     */
    static WitnessNode open(WitnessSettings settings, PrintStream log, Clock clock) throws IOException {
        DataDirectory data = DataDirectory.open(settings.data());
        try {
            return new WitnessNode(settings, data, new Journal(log, clock), clock);
        } catch (IOException | RuntimeException e) {
            data.close();
            throw e;
        }
    }

    /** Returns the key that logs and wallets have to know. */
    VerifierKey verifierKey() {
        return key;
    }

    /**
     * Listens until it is closed.
     *
     * @return where it listens
     * @throws IOException when the address is taken
     */
    InetSocketAddress listen(InetSocketAddress address) throws IOException {
        WitnessServer started = WitnessServer.start(address, front, journal);
        server = Optional.of(started);
        return started.address();
    }

    /** Follows the logs, and tells of alarms, until it is closed. */
    void follow() {
        long every = settings.habits().every().toMillis();
        for (Follower follower : followers) {
            repeated.add(threads.scheduleWithFixedDelay(follower, 0, every, TimeUnit.MILLISECONDS));
        }
        repeated.add(threads.scheduleWithFixedDelay(this::tell, every, every, TimeUnit.MILLISECONDS));
    }

    /** Waits until it is closed. */
    void await() throws InterruptedException {
        closed.await();
    }

    /**
     * Looks at each log now, and copies what is new.
     *
     * @return what a script reads
     */
    int once() {
        followers.forEach(Follower::run);
        tell();
        if (!alarms.standing().isEmpty()) {
            return ExitCode.ALARM;
        }
        return followers.stream().allMatch(follower -> follower.look().state() == LogState.OK)
                ? ExitCode.FINE
                : ExitCode.TRY_AGAIN;
    }

    /** Returns a line for each log, and one for each alarm. */
    List<String> summary() {
        List<String> lines = new ArrayList<>();
        followers.forEach(follower -> lines.add(follower.toString()));
        alarms.standing().forEach(one -> lines.add("ALARM " + one.toJson()));
        return lines;
    }

    private void tell() {
        if (post.isPresent()) {
            try {
                post.get().tell(alarms);
            } catch (IOException | RuntimeException e) {
                // The edge of the thread: it is told the next time.
                journal.note("an alarm could not be posted, and will be: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.ifPresent(WitnessServer::close);
        repeated.forEach(work -> work.cancel(true));
        threads.shutdownNow();
        fetching.shutdownNow();
        try {
            if (!threads.awaitTermination(settings.habits().deadline().toMillis(), TimeUnit.MILLISECONDS)) {
                journal.note("a log is still being read");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        data.close();
        closed.countDown();
    }
}
