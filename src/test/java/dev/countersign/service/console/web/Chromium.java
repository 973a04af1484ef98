package dev.countersign.service.console.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The browser of the operating system: Debian's package {@code chromium}. Nothing is downloaded. */
public final class Chromium {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private static final double PATIENCE_MILLIS = 30_000;

    private Chromium() {}

    /** Whether it can be started here. */
    public static boolean isInstalled() {
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
