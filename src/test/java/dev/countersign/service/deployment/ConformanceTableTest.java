package dev.countersign.service.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/integration/ciba.md names the test of each module of a conformance suite: they exist. */
class ConformanceTableTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("^\\| .* \\| (.*) \\|$", Pattern.MULTILINE);

    /** A class, a class and its method, or a further method of the class before. */
    private static final Pattern NAME = Pattern.compile("`(?:([A-Z]\\w*(?:Test|IT))(?:\\.(\\w+))?|(\\w+_\\w+))`");

    @Test
    void every_test_that_the_table_of_ciba_modules_names_exists() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/integration/ciba.md"));
        Matcher rows = ROW.matcher(page.substring(page.indexOf("| module of the plan")));
        List<String> methods = new ArrayList<>();
        while (rows.find()) {
            Matcher names = NAME.matcher(rows.group(1));
            String source = "";
            while (names.find()) {
                source = names.group(1) == null ? source : source(names.group(1));
                String method = names.group(2) == null ? names.group(3) : names.group(2);
                if (method != null) {
                    methods.add(method);
                    assertThat(source).contains("void " + method + "(");
                }
            }
        }
        assertThat(methods).hasSizeGreaterThan(30);
    }

    private static String source(String test) {
        try (Stream<Path> ours = Files.walk(ROOT.resolve("src/test"));
                Stream<Path> outages = Files.walk(ROOT.resolve("outages/src/test"))) {
            Path found = Stream.concat(ours, outages)
                    .filter(file -> file.endsWith(test + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no test " + test));
            // A long signature goes on in the next line.
            return Files.readString(found).replaceAll("\\(\\s+", "(");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
