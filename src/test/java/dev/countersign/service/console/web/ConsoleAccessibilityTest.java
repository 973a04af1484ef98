package dev.countersign.service.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every screen of the console against the rules of WCAG 2.2, levels A and AA, that a machine can judge (axe-core). */
class ConsoleAccessibilityTest {
    static final String JUDGE = """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
              const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
              return violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html + ' ' + node.failureSummary).join(' | '));
            }""";

    private static Playwright playwright;
    private static Browser browser;
    private static String axe;

    @BeforeAll
    static void launch() throws IOException {
        assumeTrue(Chromium.isInstalled(), "skipped: there is no /usr/bin/chromium (Debian's package chromium)");
        playwright = Chromium.playwright();
        browser = Chromium.launch(playwright);
        try (InputStream in = ConsoleAccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void close() {
        if (playwright != null) {
            browser.close();
            playwright.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440", "DARK, 360"})
    void every_screen_keeps_the_rules(ColorScheme scheme, int width) throws IOException {
        for (String name : Screens.names()) {
            try (FixtureDesk desk = FixtureDesk.start();
                    BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                            .setViewportSize(width, 800)
                            .setColorScheme(scheme)
                            .setReducedMotion(ReducedMotion.REDUCE)
                            .setLocale("en"))) {
                Page page = context.newPage();
                Screens.show(name, desk, page);

                page.evaluate(axe);

                assertThat((List<?>) page.evaluate(JUDGE)).as(name).isEmpty();
            }
        }
    }
}
