package dev.countersign.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/** Whether everything on a page has the room that it needs. */
public final class Room {
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

    private Room() {}

    /** Checks the page as it is now. */
    public static void check(Page page, String name) {
        assertThat((List<?>) page.evaluate(CRAMPED)).as(name).isEmpty();
    }
}
