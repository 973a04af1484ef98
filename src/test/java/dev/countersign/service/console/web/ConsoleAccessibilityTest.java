package dev.countersign.service.console.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every screen of the console against the rules of WCAG 2.2, levels A and AA, that a machine can judge (axe-core). */
class ConsoleAccessibilityTest {
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void launch() {
        assumeTrue(Chromium.isInstalled(), "skipped: there is no /usr/bin/chromium (Debian's package chromium)");
        playwright = Chromium.playwright();
        browser = Chromium.launch(playwright);
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

                Axe.check(page, name);
            }
        }
    }
}
