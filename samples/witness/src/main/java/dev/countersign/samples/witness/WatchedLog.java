package dev.countersign.samples.witness;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.log.WitnessPolicy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A log that is watched here.
 *
 * @param origin its name
 * @param keys that sign it: more than one while a key is replaced
 * @param url where it is; ends with a slash
 */
record WatchedLog(String origin, List<VerifierKey> keys, URI url) {
    WatchedLog {
        keys = List.copyOf(keys);
    }

    /**
     * Puts the keys of one origin together.
     *
     * @throws MalformedInputException when an origin has two addresses, or a key is named twice
     */
    static List<WatchedLog> of(List<LogAddress> addresses) {
        Map<String, WatchedLog> logs = new LinkedHashMap<>();
        for (LogAddress address : addresses) {
            String origin = address.key().name();
            WatchedLog log = logs.getOrDefault(origin, new WatchedLog(origin, List.of(), address.url()));
            if (!log.url().equals(address.url())) {
                throw new MalformedInputException("log: address (expected: one for each origin)");
            }
            List<VerifierKey> keys = new ArrayList<>(log.keys());
            keys.add(address.key());
            logs.put(origin, new WatchedLog(origin, keys, log.url()));
        }
        logs.values().forEach(WatchedLog::policy);
        return List.copyOf(logs.values());
    }

    /** Returns whose checkpoints count: a witness relies on no other witness. */
    WitnessPolicy policy() {
        return WitnessPolicy.parse(
                keys.stream().map(key -> "log " + key + "\n").collect(Collectors.joining("", "", "quorum none\n")));
    }

    /** Returns the hash of the origin in hexadecimal: how addresses and file names say it. */
    String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(origin.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
