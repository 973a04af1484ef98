package dev.countersign.samples.witness;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Evidence against logs, a folder for each case: {@code known.checkpoint}, {@code shown.checkpoint} and {@code alarm.json}. Nothing
 * here removes one.
 */
final class Evidence {
    private static final String ALARM = "alarm.json";
    private static final int MAX_BYTES = 10_000;
    private static final int NAME_DIGITS = 32;

    /** A log that changes its lies every second must not fill the disk, nor crowd out the proof of a fork. */
    private static final int MAX_CASES = 200;

    private final Path directory;

    Evidence(Path directory) {
        this.directory = directory;
    }

    /**
     * Keeps the evidence of an alarm; durable when it returns. What is there already stays as it is.
     *
     * @return the folder's name
     * @throws IOException when it cannot be written, or there are too many of the kind
     */
    synchronized String keep(Alarm alarm, Notes notes) throws IOException {
        String name = name(alarm, notes);
        Path folder = directory.resolve(name);
        if (exists(name)) {
            return name;
        }
        if (count(alarm.kind()) >= MAX_CASES) {
            throw new IOException(
                    directory + ": " + MAX_CASES + " cases of " + alarm.kind().wireName() + " already");
        }
        DurableFiles.makeDirectory(folder);
        if (notes.known().length > 0) {
            DurableFiles.write(folder.resolve("known.checkpoint"), notes.known());
        }
        DurableFiles.write(folder.resolve("shown.checkpoint"), notes.shown());
        // Last: with it the folder is complete.
        DurableFiles.write(folder.resolve(ALARM), Json.print(alarm.toJson()));
        return name;
    }

    /** Returns whether the operator left this folder where it was. */
    boolean exists(String name) {
        return Files.exists(directory.resolve(name).resolve(ALARM));
    }

    /**
     * Returns the forks that were found, by the names of their folders.
     *
     * @throws IOException when a folder cannot be read
     */
    Map<String, Alarm> forks() throws IOException {
        Map<String, Alarm> forks = new LinkedHashMap<>();
        for (Path folder : cases(AlarmKind.FORKED)) {
            Optional<byte[]> json = DurableFiles.read(folder.resolve(ALARM), MAX_BYTES);
            if (json.isPresent()) {
                try {
                    forks.put(folder.getFileName().toString(), Alarm.parse(json.get()));
                } catch (MalformedInputException e) {
                    throw new IOException(folder + " cannot be read", e);
                }
            }
        }
        return forks;
    }

    private int count(AlarmKind kind) throws IOException {
        return cases(kind).size();
    }

    private List<Path> cases(AlarmKind kind) throws IOException {
        try (Stream<Path> folders = Files.list(directory)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith(kind.wireName() + "-"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Alarm alarm, Notes notes) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (byte[] part : List.of(alarm.origin().getBytes(StandardCharsets.UTF_8), notes.known(), notes.shown())) {
                sha256.update(Integer.toString(part.length).getBytes(StandardCharsets.UTF_8));
                sha256.update((byte) '\n');
                sha256.update(part);
            }
            String hash = HexFormat.of().formatHex(sha256.digest());
            return alarm.kind().wireName() + "-" + hash.substring(0, NAME_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
