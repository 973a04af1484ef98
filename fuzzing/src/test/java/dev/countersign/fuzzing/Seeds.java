package dev.countersign.fuzzing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Valid and nearly valid inputs from which a fuzzer starts: our own under {@code src/test/resources/seeds}, a folder for
 * each parser and a file or a line for each input; and what is found in the published vectors where they are present.
 */
final class Seeds {
    private static final Path OWN = Path.of("src", "test", "resources", "seeds");
    private static final Path VECTORS = Path.of(System.getProperty("countersign.vectors", "../../shared/vectors"));
    private static final int MOST_OF_A_FOLDER = 100;
    private static final int LONGEST = 20_000;

    /** Which parsers the texts and objects of a folder of vectors are given to. */
    private static final Map<String, List<String>> FOLDERS = Map.ofEntries(
            Map.entry("did-core", List.of("did", "did-url", "did-resolution", "did-dereferencing")),
            Map.entry("did-key", List.of("did-resolution", "did-url", "did-document", "jwk")),
            Map.entry("did-jwk", List.of("did-resolution", "did-url", "did-document", "jwk")),
            Map.entry("did-web", List.of("did-resolution", "did-web-address")),
            Map.entry("sd-jwt", List.of("sd-jwt", "jws", "sd-jwt-json", "vp-token")),
            Map.entry("dcql", List.of("dcql", "claim-path", "vp-token")),
            Map.entry("openid4vp", List.of("authorization-request", "client-id", "jws", "direct-post")),
            Map.entry(
                    "openid4vci",
                    List.of(
                            "credential-offer",
                            "issuer-metadata",
                            "credential-configuration",
                            "credential-request",
                            "token-request")),
            Map.entry("status-list", List.of("status-list-token", "status-list", "status-reference")),
            Map.entry("tlog", List.of("signed-note", "checkpoint", "verifier-key", "tlog-proof", "add-checkpoint")),
            Map.entry("transaction-data", List.of("transaction-data", "consent-context")),
            Map.entry("did-webvh", List.of("webvh-log", "webvh-witness-proofs", "did-document", "did-resolution")));

    private Seeds() {}

    /** Runs the parser that the first byte chooses on the rest. */
    static void choose(List<Parser> parsers, byte[] data) {
        if (data.length > 0) {
            parsers.get((data[0] & 0xFF) % parsers.size()).run(Arrays.copyOfRange(data, 1, data.length));
        }
    }

    /** Returns the seeds of these parsers, as {@link #choose} takes them. */
    static List<byte[]> of(List<Parser> parsers) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < parsers.size(); i++) {
            for (String text : texts(parsers.get(i).name())) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                byte[] seed = new byte[bytes.length + 1];
                seed[0] = (byte) i;
                System.arraycopy(bytes, 0, seed, 1, bytes.length);
                seeds.add(seed);
            }
        }
        return seeds;
    }

    static boolean vectorsArePresent() {
        return Files.isDirectory(VECTORS);
    }

    private static Set<String> texts(String parser) throws IOException {
        Set<String> texts = new LinkedHashSet<>();
        for (Path file : files(OWN.resolve(parser))) {
            String text = Files.readString(file);
            if (file.toString().endsWith(".lines")) {
                texts.addAll(text.lines().toList());
            } else {
                texts.add(text);
            }
        }
        for (Map.Entry<String, List<String>> folder : FOLDERS.entrySet()) {
            if (folder.getValue().contains(parser)) {
                Set<String> found = new LinkedHashSet<>();
                for (Path file : files(VECTORS.resolve(folder.getKey()))) {
                    if (file.toString().endsWith(".json")) {
                        harvest(file, found);
                    } else if (file.toString().endsWith(".jsonl") && Files.size(file) <= LONGEST) {
                        found.add(Files.readString(file));
                    }
                }
                texts.addAll(spread(new ArrayList<>(found)));
            }
        }
        return texts;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    // Every text and every object may be what a parser reads: a fuzzer sorts out which leads further.
    private static void harvest(Path file, Set<String> found) throws IOException {
        try {
            harvest(new ObjectMapper().readTree(Files.readAllBytes(file)), found);
        } catch (JsonProcessingException e) {
            found.add(Files.readString(file));
        }
    }

    private static void harvest(JsonNode node, Set<String> found) {
        String text = node.isTextual() ? node.textValue() : node.isContainerNode() ? node.toString() : "";
        if (text.length() > 5 && text.length() <= LONGEST) {
            found.add(text);
        }
        node.forEach(child -> harvest(child, found));
    }

    // Evenly over the folder, so that no file is left out.
    private static List<String> spread(List<String> found) {
        int step = Math.max(1, found.size() / MOST_OF_A_FOLDER);
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < found.size(); i += step) {
            chosen.add(found.get(i));
        }
        return chosen;
    }
}
