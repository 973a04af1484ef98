package dev.countersign.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.countersign.testing.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Takes pictures of the supervisor's page, to be looked at: {@code SupervisorScreens <directory> [screen...]}. */
final class SupervisorScreens {
    /** After this time the page has looked again, however long it pauses after a failure. */
    static final long NEXT_LOOK_MILLIS = 60_000;

    private record Shot(String language, ColorScheme scheme, int width, int height) {}

    private static final Shot[] SHOTS = {
        new Shot("en", ColorScheme.LIGHT, 1280, 900),
        new Shot("en", ColorScheme.DARK, 1440, 900),
        new Shot("es", ColorScheme.LIGHT, 390, 844),
        new Shot("ja", ColorScheme.DARK, 360, 740),
        new Shot("es", ColorScheme.DARK, 2560, 1440),
        new Shot("ja", ColorScheme.LIGHT, 1024, 768),
    };

    private static final Map<String, BiConsumer<FixtureDesk, Page>> SCREENS = new LinkedHashMap<>();

    static {
        SCREENS.put("day", (desk, page) -> {});
        SCREENS.put("calm-day", (desk, page) -> {
            FixtureFigures.busyDay(desk, 0);
            page.waitForSelector(".tile.is-calm");
        });
        SCREENS.put("month", (desk, page) -> {
            FixtureFigures.busyMonth(desk);
            page.locator("input[name=period]").nth(2).check();
            page.waitForSelector(".figure.is-hours .column");
        });
        SCREENS.put("quiet", (desk, page) -> {
            FixtureFigures.quietDay(desk);
            page.waitForSelector(".figure.is-course .card-empty");
        });
        SCREENS.put("few", (desk, page) -> {
            FixtureFigures.firstQuestions(desk);
            page.waitForSelector(".tile-figure:text-is('3')");
        });
        SCREENS.put("tip", (desk, page) -> {
            page.locator(".figure.is-course .column").nth(10).focus();
            page.waitForSelector(".tip");
        });
        SCREENS.put("table", (desk, page) -> {
            page.locator(".figure.is-purposes .turn").click();
            page.waitForSelector(".figure.is-purposes table");
        });
        SCREENS.put("own", (desk, page) -> {
            page.locator("input[name=period]").nth(3).check();
            page.waitForSelector("input[type=date]");
        });
        SCREENS.put("interaction", (desk, page) -> {
            page.locator(".report-link").first().click();
            page.waitForSelector("dialog[open]");
        });
        SCREENS.put("old", (desk, page) -> {
            desk.breaks("/api/v1/statistics");
            page.clock().fastForward(NEXT_LOOK_MILLIS);
            page.waitForSelector(".trouble");
        });
    }

    private SupervisorScreens() {}

    static Set<String> names() {
        return SCREENS.keySet();
    }

    /** Brings a page to a screen and waits until it stands there. */
    static void show(String name, FixtureDesk desk, Page page) {
        desk.alreadySignedIn().withRole("supervisor");
        FixtureFigures.busyDay(desk, 2);
        page.clock().install();
        page.navigate(desk.uri("supervisor/").toString());
        page.waitForSelector(".tile.is-reported");
        page.waitForSelector(".figure.is-course .column");
        SCREENS.get(name).accept(desk, page);
    }

    public static void main(String[] args) throws IOException {
        Path out = Path.of(args[0]);
        try (Playwright playwright = Chromium.playwright();
                Browser browser = Chromium.launch(playwright)) {
            for (Shot shot : SHOTS) {
                for (String name : SCREENS.keySet()) {
                    if (args.length == 1 || List.of(args).contains(name)) {
                        take(browser, shot, name, out);
                    }
                }
            }
        }
    }

    private static void take(Browser browser, Shot shot, String name, Path out) throws IOException {
        try (FixtureDesk desk = FixtureDesk.start();
                BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(shot.width(), shot.height())
                        .setColorScheme(shot.scheme())
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale(shot.language())
                        .setTimezoneId("Europe/Madrid"))) {
            Page page = context.newPage();
            show(name, desk, page);
            String file = "%s-%d-%s.png"
                    .formatted(name, shot.width(), shot.scheme().name().toLowerCase(Locale.ROOT));
            page.screenshot(new Page.ScreenshotOptions().setPath(out.resolve(file)));
        }
    }
}
