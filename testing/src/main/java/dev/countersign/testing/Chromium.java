package dev.countersign.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The browser of the operating system: Debian's package {@code chromium}. Nothing is downloaded.
 *
 * <p>To start one takes longer than most tests. So all tests share one; what they must not share (cookies, storage, window
 * size) belongs to the context that each makes and closes.
 */
public final class Chromium {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private static final double PATIENCE_MILLIS = 30_000;

    // Started when first wanted; the driver ends with this JVM, whose pipe it reads, and the browser with the driver.
    private static @Nullable Browser shared;

    private Chromium() {}

    /** The browser that all tests share; where there is none, the test is skipped and says so. */
    public static Browser browser() {
        assumeTrue(isInstalled(), "skipped: there is no /usr/bin/chromium (Debian's package chromium)");
        Browser running = shared;
        if (running == null || !running.isConnected()) {
            running = launch(playwright());
            shared = running;
        }
        return running;
    }

    /** Whether it can be started here. */
    private static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /** The driver. Pages get time to become what they should: the machine may have much else to do. */
    public static Playwright playwright() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    /** A browser without a screen. */
    public static Browser launch(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }
}
