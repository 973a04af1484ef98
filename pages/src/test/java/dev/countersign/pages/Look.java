package dev.countersign.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.countersign.testing.Axe;
import dev.countersign.testing.Chromium;
import dev.countersign.testing.Room;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Looks at one screen as everybody may see it: in the light on a wide screen, in the dark on a narrow one, and in every
 * language on both. The screen is brought about once, which takes longest; then it changes its dress.
 */
final class Look {
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
            Room.check(page, name + " in en at " + WIDE);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            page.setViewportSize(NARROW, HEIGHT);
            Room.check(page, name + " in en at " + NARROW);
            speak(page, "ja");
            Axe.check(page, name + ", dark and narrow");
            Room.check(page, name + " in ja at " + NARROW);
            speak(page, "es");
            Room.check(page, name + " in es at " + NARROW);
            page.setViewportSize(WIDE, HEIGHT);
            Room.check(page, name + " in es at " + WIDE);
        }
    }

    private static void speak(Page page, String language) {
        page.evaluate(SPEAK, language);
        assertThat(page.getAttribute("html", "lang")).isEqualTo(language);
    }
}
