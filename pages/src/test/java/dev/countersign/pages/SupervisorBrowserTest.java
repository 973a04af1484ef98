package dev.countersign.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.countersign.testing.Chromium;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A supervisor at the figures, in a real browser; the service is played by {@link FixtureDesk}. */
class SupervisorBrowserTest {
    private FixtureDesk desk;
    private BrowserContext context;
    private Page page;
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void a_supervisor_looks() throws IOException {
        desk = FixtureDesk.start().alreadySignedIn().withRole("supervisor");
        context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setLocale("en")
                        .setTimezoneId("Europe/Madrid")
                        .setViewportSize(1440, 900));
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    @AfterEach
    void nothing_on_the_page_broke() {
        context.close();
        desk.close();
        assertThat(complaints).isEmpty();
    }

    private void looks() {
        page.clock().install();
        page.navigate(desk.uri("supervisor/").toString());
        assertThat(page.locator(".tile")).hasCount(6);
        page.evaluate("window.sameDocument = true");
    }

    private Locator tile(String label) {
        return page.locator(".tile[aria-label='" + label + "']");
    }

    @Test
    void the_figures_stand_there_in_words_and_large() {
        FixtureFigures.busyDay(desk, 2);
        looks();

        assertThat(tile("Asked").locator(".tile-figure")).hasText("301");
        assertThat(tile("Verified")).containsText("of 301 asked");
        assertThat(tile("Time to verified").locator(".tile-figure")).hasText("8.4 sec");
        assertThat(tile("Time to verified")).containsText("95 of 100 within 32 sec");
        assertThat(tile("Fallback questions")).containsText("of 270 interactions");
        assertThat(page.locator(".is-course .column")).hasCount(24);
    }

    @Test
    void shares_and_percentiles_of_too_few_are_not_told() {
        FixtureFigures.firstQuestions(desk);
        looks();

        assertThat(tile("Verified").locator(".tile-below")).hasText(" of 3 asked");
        assertThat(tile("Time to verified")).containsText("2 answers: too few (needs 5)");
        assertThat(page.locator(".figures")).not().containsText("%");
    }

    @Test
    void a_period_without_questions_says_so() {
        FixtureFigures.quietDay(desk);
        looks();

        assertThat(page.locator(".is-course")).containsText("Nothing was asked in this period.");
        assertThat(tile("Time to verified")).containsText("Nobody verified yet");
        assertThat(page.locator(".reports")).containsText("No fraud report in this period.");
    }

    @Test
    void figures_change_by_themselves_and_a_new_fraud_report_is_told_at_once() {
        FixtureFigures.busyDay(desk, 0);
        looks();
        assertThat(tile("Fraud reports")).hasClass("tile is-calm");

        FixtureFigures.busyDay(desk, 1);
        page.clock().fastForward(SupervisorScreens.NEXT_LOOK_MILLIS);

        assertThat(tile("Fraud reports").locator(".tile-figure")).hasText("1");
        assertThat(tile("Fraud reports")).hasClass("tile is-reported");
        assertThat(page.locator("#shouted")).containsText("New fraud report");
        assertThat(page.locator(".reports tbody tr")).hasCount(1);
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
    }

    @Test
    void old_figures_are_called_old_and_come_back_by_themselves() {
        FixtureFigures.busyDay(desk, 0);
        looks();

        desk.breaks("/api/v1/statistics");
        page.clock().fastForward(SupervisorScreens.NEXT_LOOK_MILLIS);
        assertThat(page.locator(".trouble")).isVisible();
        assertThat(page.locator(".tile")).hasCount(6);

        FixtureFigures.busyDay(desk, 0);
        page.clock().fastForward(SupervisorScreens.NEXT_LOOK_MILLIS);
        assertThat(page.locator(".trouble")).hasCount(0);
    }

    @Test
    void a_chart_is_read_by_keyboard_column_by_column() {
        FixtureFigures.busyDay(desk, 0);
        looks();
        Locator columns = page.locator(".is-course .column");
        columns.first().focus();
        assertThat(page.locator(".is-course .tip")).containsText("00:00–01:00");

        page.keyboard().press("ArrowRight");
        page.keyboard().press("End");
        page.keyboard().press("ArrowLeft");
        assertThat(columns.nth(22)).isFocused();
        page.keyboard().press("Home");
        for (int i = 0; i < 8; i++) {
            page.keyboard().press("ArrowRight");
        }

        assertThat(columns.nth(8)).isFocused();
        assertThat(page.locator(".is-course .tip")).containsText("28 asked");
        assertThat(columns.nth(8))
                .hasAttribute("aria-label", java.util.regex.Pattern.compile("08:00–09:00: 28 asked, Verified \\d+.*"));
        // One stop for the whole chart.
        assertThat(page.locator(".is-course .column[tabindex='0']")).hasCount(1);
    }

    @Test
    void every_chart_is_a_table_too() {
        FixtureFigures.busyDay(desk, 2);
        looks();

        for (String name : List.of("course", "purposes")) {
            page.locator(".is-" + name + " .turn").click();
            assertThat(page.locator(".is-" + name + " table")).isVisible();
        }
        assertThat(page.locator(".is-purposes tbody tr").first()).containsText("186");
        assertThat(page.locator(".is-course tbody tr")).hasCount(24);
    }

    @Test
    void a_period_and_a_purpose_are_chosen_and_kept_in_the_address() {
        FixtureFigures.busyDay(desk, 0);
        looks();

        FixtureFigures.busyMonth(desk);
        page.locator("input[name=period]").nth(2).check();
        assertThat(page.locator(".is-hours .column")).hasCount(24);
        page.locator("select[name=purpose]").selectOption("change_address");

        page.waitForURL("**/supervisor/?period=month&purpose=change_address");
        page.reload();
        assertThat(page.locator("input[name=period]").nth(2)).isChecked();
        assertThat(page.locator("select[name=purpose]")).hasValue("change_address");
    }

    @Test
    void dates_that_are_no_period_are_told_and_not_asked_for() {
        FixtureFigures.busyDay(desk, 0);
        looks();
        page.locator("input[name=period]").nth(3).check();
        page.locator("input[name=from]").fill("2026-03-01");
        page.locator("input[name=to]").fill("2026-02-01");
        assertThat(page.locator(".choice-problem")).containsText("The first day is after the last one.");

        page.locator("input[name=to]").fill("2026-09-01");
        assertThat(page.locator(".choice-problem")).containsText("at most 92 days");

        page.locator("input[name=to]").fill("2026-03-31");
        assertThat(page.locator(".choice-problem")).hasCount(0);
    }

    @Test
    void a_report_leads_to_its_interaction() {
        FixtureFigures.busyDay(desk, 1);
        looks();

        page.locator(".report-link").focus();
        page.keyboard().press("Enter");

        assertThat(page.locator("dialog")).containsText("int_0");
        assertThat(page.locator("dialog")).containsText("The customer called");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator(".report-link")).isFocused();
    }

    @Test
    void an_agent_is_told_whose_page_it_is() {
        desk.withRole("agent");
        page.navigate(desk.uri("supervisor/").toString());

        assertThat(page.locator(".gate")).containsText("may not see the figures");
    }

    @Test
    void nothing_lies_outside_a_narrow_or_a_very_wide_screen() {
        FixtureFigures.busyMonth(desk);
        for (int width : List.of(360, 768, 1280, 2560)) {
            page.setViewportSize(width, 900);
            looks();
            page.waitForSelector(".is-course .column");
            assertThat(
                            (Boolean)
                                    page.evaluate(
                                            "[document.documentElement, document.querySelector('.figures')].every(each => each.scrollWidth <= each.clientWidth)"))
                    .as("at %s", width)
                    .isTrue();
        }
    }
}
