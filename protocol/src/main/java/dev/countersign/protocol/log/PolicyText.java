package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a policy line by line (tlog-policy); a line names only what lines before it defined. */
final class PolicyText {
    private static final String WHERE = "tlog-policy";
    private static final int MAX_CHARS = 64 * 1024;

    /** The specification asks for 32 of each at least. */
    private static final int MAX_LINES = 1_024;

    private static final String NONE = "none";
    private static final Pattern LINE = Pattern.compile("\n");
    private static final Pattern WORD = Pattern.compile(" ");
    private static final Pattern SPACE = Pattern.compile("[ \t]+");
    private static final char FIRST_PRINTABLE = 0x20;
    private static final char DELETE = 0x7f;

    private final List<WitnessPolicy.Log> logs = new ArrayList<>();
    private final List<WitnessPolicy.Witness> witnesses = new ArrayList<>();
    private final Map<String, Quorum> defined = new HashMap<>();
    private final Set<String> members = new HashSet<>();
    private Optional<Quorum> quorum = Optional.empty();

    private PolicyText() {
        defined.put(NONE, new Quorum.None());
    }

    static WitnessPolicy parse(String text) {
        check(text);
        PolicyText policy = new PolicyText();
        for (String line : LINE.split(text, -1)) {
            String stripped = SPACE.matcher(line).replaceAll(" ").trim();
            if (!stripped.isEmpty() && stripped.charAt(0) != '#') {
                policy.read(Arrays.asList(WORD.split(stripped, -1)));
            }
        }
        return new WitnessPolicy(
                policy.logs,
                policy.witnesses,
                policy.quorum.orElseThrow(() -> malformed("quorum (expected: one line)")),
                text);
    }

    private static void check(String text) {
        if (text.length() > MAX_CHARS || text.chars().filter(c -> c == '\n').count() > MAX_LINES) {
            throw malformed("length (expected: <= " + MAX_CHARS + " characters and " + MAX_LINES + " lines)");
        }
        if (text.chars().anyMatch(c -> (c < FIRST_PRINTABLE && c != '\n' && c != '\t') || c == DELETE)) {
            throw malformed("control character (expected: none but tab and LF)");
        }
    }

    private void read(List<String> words) {
        switch (words.get(0)) {
            case "log" -> log(words);
            case "witness" -> witness(words);
            case "group" -> group(words);
            case "quorum" -> quorum(words);
            default -> throw malformed("line (expected: log, witness, group or quorum)");
        }
    }

    private void log(List<String> words) {
        demand(words, 2, 3);
        VerifierKey key = key(words.get(1), SignatureType.ED25519);
        if (logs.stream().anyMatch(other -> other.key().wrapsTheSameKeyAs(key))) {
            throw malformed("log (expected: each key once)");
        }
        logs.add(new WitnessPolicy.Log(key, url(words, 2)));
    }

    private void witness(List<String> words) {
        demand(words, 3, 4);
        VerifierKey key = key(words.get(2), SignatureType.COSIGNATURE_V1);
        if (witnesses.stream().anyMatch(other -> other.key().wrapsTheSameKeyAs(key))) {
            throw malformed("witness (expected: each key once)");
        }
        witnesses.add(new WitnessPolicy.Witness(words.get(1), key, url(words, 3)));
        define(words.get(1), new Quorum.One(words.get(1)));
    }

    private void group(List<String> words) {
        demand(words, 4, Integer.MAX_VALUE);
        List<Quorum> parts = new ArrayList<>();
        for (String name : words.subList(3, words.size())) {
            if (name.equals(NONE) || !members.add(name)) {
                throw malformed("member (expected: in one group only, not none)");
            }
            parts.add(known(name));
        }
        define(words.get(1), new Quorum.Group(threshold(words.get(2), parts.size()), parts));
    }

    private void quorum(List<String> words) {
        demand(words, 2, 2);
        if (quorum.isPresent()) {
            throw malformed("quorum (expected: one line)");
        }
        quorum = Optional.of(known(words.get(1)));
    }

    private static int threshold(String text, int most) {
        long threshold =
                switch (text) {
                    case "all" -> most;
                    case "any" -> 1;
                    default -> Decimal.parse(text, WHERE + ": threshold");
                };
        if (threshold < 1 || threshold > most) {
            throw malformed("threshold (expected: 1.." + most + ")");
        }
        return (int) threshold;
    }

    private static VerifierKey key(String text, SignatureType type) {
        VerifierKey key = VerifierKey.parse(text);
        if (key.type() != type) {
            throw malformed("key (expected: 01 for a log, 04 for a witness)");
        }
        return key;
    }

    private void define(String name, Quorum meaning) {
        if (defined.putIfAbsent(name, meaning) != null) {
            throw malformed("name (expected: defined once)");
        }
    }

    private Quorum known(String name) {
        return Optional.ofNullable(defined.get(name))
                .orElseThrow(() -> malformed("name (expected: defined on a line before)"));
    }

    private static Optional<String> url(List<String> words, int position) {
        return words.size() > position ? Optional.of(words.get(position)) : Optional.empty();
    }

    private static void demand(List<String> words, int least, int most) {
        if (words.size() < least || words.size() > most) {
            throw malformed("line: " + words.size() + " items (expected: as many as its kind has)");
        }
    }

    private static MalformedInputException malformed(String what) {
        return new MalformedInputException(WHERE + ": " + what);
    }
}
