package dev.countersign.service.platform.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends the PostgreSQL server that a killed process left running in a directory. */
final class LeftOverServer {
    private static final int STOP_SECONDS = 30;

    private LeftOverServer() {}

    /** Stops the server whose process id is in the directory's {@code postmaster.pid}, if it runs there. */
    static void stop(Path cluster) throws IOException {
        Optional<ProcessHandle> server = find(cluster);
        if (server.isEmpty()) {
            return;
        }
        // "fast shutdown": sessions of the killed process are ended, everything is written, nothing is lost.
        signal(server.get(), "INT");
        if (!ends(server.get())) {
            // "immediate shutdown": the next start recovers from the write-ahead log.
            signal(server.get(), "QUIT");
            if (!ends(server.get())) {
                throw new IOException("a PostgreSQL server in " + cluster + " does not stop: process "
                        + server.get().pid());
            }
        }
    }

    private static Optional<ProcessHandle> find(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.get(0).matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        // The number may meanwhile belong to an innocent process: only one that runs PostgreSQL on this directory
        // counts.
        return ProcessHandle.of(Long.parseLong(lines.get(0)))
                .filter(ProcessHandle::isAlive)
                .filter(process -> runsIn(process, cluster));
    }

    private static boolean runsIn(ProcessHandle process, Path cluster) {
        boolean postgres = process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().equals("postgres"))
                .orElse(false);
        return postgres && workingDirectory(process).map(cluster::equals).orElse(true);
    }

    /** PostgreSQL changes to its data directory; where the system does not tell, empty. */
    private static Optional<Path> workingDirectory(ProcessHandle process) {
        try {
            return Optional.of(
                    Path.of("/proc", Long.toString(process.pid()), "cwd").toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void signal(ProcessHandle process, String name) throws IOException {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping PostgreSQL", e);
        }
    }

    private static boolean ends(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("cannot wait for PostgreSQL to stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping PostgreSQL", e);
        }
    }
}
