package dev.countersign.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Judges a page by the rules of WCAG 2.2, levels A and AA, that a machine can judge (axe-core). */
public final class Axe {
    private static final String JUDGE = """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
              const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
              return violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html + ' ' + node.failureSummary).join(' | '));
            }""";

    private Axe() {}

    private static String script() throws IOException {
        try (InputStream axe = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(axe.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Checks the page as it is now. */
    public static void check(Page page) throws IOException {
        check(page, page.url());
    }

    /** The same, called by this name when it fails. */
    public static void check(Page page, String name) throws IOException {
        check(page.mainFrame(), name);
    }

    /** Checks a frame within a page. */
    public static void check(Frame frame, String name) throws IOException {
        if (frame.evaluate("typeof axe").equals("undefined")) {
            frame.evaluate(script());
        }
        assertThat((List<?>) frame.evaluate(JUDGE)).as(name).isEmpty();
    }
}
