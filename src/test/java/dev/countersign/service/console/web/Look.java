package dev.countersign.service.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks at one screen as everybody may see it: in the light on a wide screen, in the dark on a narrow one, and in every
 * language on both. The screen is brought about once, which takes longest; then it changes its dress.
 */
public final class Look {
    private static final int WIDE = 1440;
    private static final int NARROW = 360;
    private static final int HEIGHT = 800;

    private static final String SPEAK = """
            async (tag) => {
              const { chooseLanguage } = await import('/console/words.js');
              const { set } = await import('/console/store.js');
              chooseLanguage(tag);
              set(() => {});
              await new Promise((done) => setTimeout(done));
            }""";

    /**
     * What is wider than its place; a label that ends in an ellipsis is meant to. Charts are drawn anew for another width, a
     * moment later: so it is what still is too wide when some time has passed.
     */
    private static final String CRAMPED = """
            async () => {
              const look = () => {
                const cramped = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
                for (const each of document.querySelectorAll('main, dialog, .stage, .actions, .head, .button, .badge, h1, h2, th, label')) {
                  if (each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).textOverflow !== 'ellipsis') {
                    cramped.push(`${each.outerHTML.slice(0, 160)} ${each.scrollWidth} > ${each.clientWidth}`);
                  }
                }
                return cramped;
              };
              for (let i = 0; i < 50 && look().length > 0; i++) await new Promise((resume) => setTimeout(resume, 50));
              return look();
            }""";

    /** A page, and the desk that plays the service to it. */
    record Screen(FixtureDesk desk, Page page) {}

    private Look() {}

    /** Looks at the screen that {@code bring} brings about. */
    static void check(String name, Consumer<Screen> bring) throws IOException {
        try (FixtureDesk desk = FixtureDesk.start();
                BrowserContext context = Chromium.browser()
                        .newContext(new Browser.NewContextOptions()
                                .setViewportSize(WIDE, HEIGHT)
                                .setColorScheme(ColorScheme.LIGHT)
                                .setReducedMotion(ReducedMotion.REDUCE)
                                .setLocale("en"))) {
            Page page = context.newPage();
            bring.accept(new Screen(desk, page));
            Axe.check(page, name + ", light and wide");
            roomAt(page, name + " in en at " + WIDE);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            page.setViewportSize(NARROW, HEIGHT);
            roomAt(page, name + " in en at " + NARROW);
            speak(page, "ja");
            Axe.check(page, name + ", dark and narrow");
            roomAt(page, name + " in ja at " + NARROW);
            speak(page, "es");
            roomAt(page, name + " in es at " + NARROW);
            page.setViewportSize(WIDE, HEIGHT);
            roomAt(page, name + " in es at " + WIDE);
        }
    }

    private static void speak(Page page, String language) {
        page.evaluate(SPEAK, language);
        assertThat(page.getAttribute("html", "lang")).isEqualTo(language);
    }

    /** Whether everything has room as the page is now. */
    public static void roomAt(Page page, String name) {
        assertThat((List<?>) page.evaluate(CRAMPED)).as(name).isEmpty();
    }
}
