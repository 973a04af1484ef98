package dev.countersign.service.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model names the tests that show its defences: they exist. */
class ThreatModelTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))`");

    @Test
    void every_test_that_the_threat_model_names_exists() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher names = TEST.matcher(Files.readString(ROOT.resolve("docs/threat-model.md")));
        while (names.find()) {
            named.add(names.group(1));
        }

        assertThat(named).hasSizeGreaterThan(10);
        assertThat(tests()).containsAll(named);
    }

    @Test
    void every_threat_in_the_table_names_a_test() throws IOException {
        String model = Files.readString(ROOT.resolve("docs/threat-model.md"));
        String table = model.substring(model.indexOf("| threat |"), model.indexOf("## Not defended yet"));

        assertThat(table.lines().skip(2).filter(line -> line.startsWith("|")))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(TEST.matcher(row).find()).as(row).isTrue());
    }

    private static Set<String> tests() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String module : new String[] {
            "protocol/src/test",
            "did-method/src/test",
            "wallet-sdk/src/test",
            "fuzzing/src/test",
            "outages/src/test",
            "pages/src/test",
            "samples/witness/src/test",
            "src/test"
        }) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
                found.addAll(files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .map(name -> name.substring(0, name.length() - ".java".length()))
                        .collect(Collectors.toSet()));
            }
        }
        return found;
    }
}
