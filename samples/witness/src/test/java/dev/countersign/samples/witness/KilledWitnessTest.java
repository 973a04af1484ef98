package dev.countersign.samples.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.log.AddCheckpointRequest;
import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.SignedNote;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A witness whose process is killed, as by a power cut. */
@Timeout(300)
class KilledWitnessTest {
    @TempDir
    Path data;

    private LiveLog log;

    @BeforeEach
    void a_log() throws IOException {
        log = new LiveLog();
    }

    @AfterEach
    void the_log_stops() {
        log.close();
    }

    @Test
    void a_copy_that_was_killed_in_the_middle_goes_on_and_becomes_whole() throws Exception {
        History history = History.of(5_000);
        log.shows(history);
        for (String last : new String[] {"tile/entries/003", "tile/entries/011", "tile/entries/019.p/136"}) {
            CountDownLatch reached = new CountDownLatch(1);
            CountDownLatch over = new CountDownLatch(1);
            log.takeRequests();
            AtomicInteger times = new AtomicInteger();
            log.answers(path -> path.equals(last) && times.incrementAndGet() == 1, exchange -> {
                reached.countDown();
                await(over);
            });
            try (WitnessProcess process = WitnessProcess.start(data, log, "--once")) {
                assertThat(reached.await(1, TimeUnit.MINUTES)).isTrue();
                process.kill();
            } finally {
                over.countDown();
                log.isHonestAgain();
            }
        }
        log.takeRequests();
        try (Regulator mirror = new Regulator(data, log).listens()) {
            assertThat(mirror.looks()).isEqualTo(ExitCode.FINE);
            assertThat(log.takeRequests()).doesNotContain("tile/entries/000", "tile/entries/010");
            Copies.assertWhole(mirror.copyOf(log.watched()), history);
        }
    }

    @Test
    void a_witness_that_was_killed_while_it_cosigned_remembers_everything_that_it_answered() throws Exception {
        History history = History.of(1_000);
        int last = 0;
        for (int many : new int[] {1, 7, 23}) {
            AtomicInteger cosigned = new AtomicInteger(last);
            AtomicInteger submitted = new AtomicInteger(last);
            CountDownLatch enough = new CountDownLatch(many);
            try (WitnessProcess process = WitnessProcess.start(data, log, "--listen", "127.0.0.1:0")) {
                URI address = process.address().resolve("/add-checkpoint");
                Thread busy = new Thread(() -> submit(address, history, cosigned, submitted, enough), "a busy log");
                busy.start();
                assertThat(enough.await(1, TimeUnit.MINUTES)).isTrue();
                process.kill();
                busy.join();
            }
            try (Regulator witness = new Regulator(data, log).listens()) {
                SignedNote note = SignedNote.parse(
                        witness.get("/" + log.watched().hash() + "/checkpoint").body());
                Checkpoint kept = Checkpoint.parse(note.text());
                last = (int) kept.tree().size();
                assertThat(last).isBetween(cosigned.get(), submitted.get());
                assertThat(kept.tree()).isEqualTo(history.head(last));
                // The log that was told nothing before the power cut may not try another history now.
                assertThat(witness.submit(log.submission(cosigned.get(), History.rewrittenAt(0, 999)))
                                .statusCode())
                        .isIn(409, 422);
            }
        }
        assertThat(last).isGreaterThanOrEqualTo(31);
    }

    private void submit(
            URI address, History history, AtomicInteger cosigned, AtomicInteger submitted, CountDownLatch enough) {
        HttpClient http = HttpClient.newHttpClient();
        try {
            while (true) {
                int old = cosigned.get();
                submitted.set(old + 1);
                AddCheckpointRequest request = log.submission(old, history.growth(old, old + 1), history.head(old + 1));
                int status = http.send(
                                HttpRequest.newBuilder(address)
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(request.bytes()))
                                        .build(),
                                BodyHandlers.ofByteArray())
                        .statusCode();
                if (status != 200) {
                    throw new IllegalStateException("status " + status);
                }
                cosigned.set(old + 1);
                enough.countDown();
            }
        } catch (IOException killed) {
            assertThat(enough.getCount()).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
