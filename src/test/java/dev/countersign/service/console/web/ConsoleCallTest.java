package dev.countersign.service.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.countersign.service.TestSignIn.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.countersign.service.access.AccountState;
import dev.countersign.service.access.AdministerStaff;
import dev.countersign.service.access.StaffAccount;
import dev.countersign.service.consent.Alice;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.SortableIds;
import dev.countersign.testing.Axe;
import dev.countersign.testing.Chromium;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Sent;
import dev.countersign.wallet.TypedNumber;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole call: an agent at the console in a real browser, the running service, and a customer with the wallet we ship. */
@QuarkusTest
class ConsoleCallTest {
    @Inject
    AdministerStaff staff;

    @Inject
    PublicUrl publicUrl;

    @Inject
    SortableIds ids;

    /** A purpose that comes with the product; its key depends on what administrators have added. */
    private static final String VERIFY_CALLER = "To know that it is you";

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static Browser browser;

    private BrowserContext context;
    private Page page;
    private String account;

    @BeforeAll
    static void launch() throws IOException {
        Files.createDirectories(SCREENSHOTS);
        browser = Chromium.browser();
    }

    @BeforeEach
    void the_agent_sits_down_and_signs_in() {
        account = ids.make("test");
        String password = staff.add(
                new StaffAccount(account, "Maria Keller", Optional.empty(), Set.of("agent"), AccountState.ACTIVE));
        context = browser.newContext(
                new Browser.NewContextOptions().setLocale("en").setViewportSize(1440, 900));
        page = context.newPage();
        page.navigate(publicUrl.uri().toString());
        page.locator("input[name=account]").fill(account);
        page.locator("input[name=password]").fill(password);
        page.keyboard().press("Enter");
        assertThat(page.locator("#stage-title")).hasText("No interaction now.");
    }

    @AfterEach
    void the_agent_goes_home() {
        context.close();
    }

    /** By keyboard only: a call of this customer, and the first purpose. */
    private ConsentPrompt asks(Alice alice) {
        return asks(alice, () -> page.keyboard().press("1"));
    }

    private ConsentPrompt asks(Alice alice, Runnable choice) {
        page.keyboard().press("n");
        assertThat(page.locator("input[name=customer]")).isFocused();
        page.keyboard().type(alice.number());
        page.keyboard().press("Enter");
        // Keys rest while a dialog is open, and the call may be seen behind it already.
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator(".head-name")).containsText("A•••");
        choice.run();
        assertThat(page.locator(".number")).hasText(Pattern.compile("\\d+"));

        Opened opened = alice.wallet().open(request());
        assertThat(opened).isInstanceOf(Opened.Prompt.class);
        return ((Opened.Prompt) opened).prompt();
    }

    private URI request() {
        return URI.create(asked("request.uri"));
    }

    private String asked(String member) {
        String challenge = as("staff:" + account, "agent")
                .get("/api/v1/console/desk")
                .then()
                .extract()
                .path("items[0].challenge.id");
        return as("staff:" + account, "agent")
                .get("/api/v1/challenges/" + challenge)
                .then()
                .extract()
                .path(member);
    }

    private Sent answers(Alice alice, ConsentPrompt prompt, String number) {
        return alice.wallet().approve(prompt, Selection.requiredOnly().typing(new TypedNumber(number)));
    }

    @Test
    void the_agent_asks_by_keyboard_says_the_number_and_sees_who_it_is() {
        Alice alice = Alice.enrolled();
        page.evaluate("window.sameDocument = true");
        ConsentPrompt prompt = asks(alice);
        assertThat(page.locator(".steps [aria-current=step]")).hasText("Opened");
        String number = page.locator(".number").innerText();

        answers(alice, prompt, number.equals("42") ? "43" : "42");
        assertThat(page.locator(".binding-hint")).containsText("2 tries left");

        answers(alice, prompt, number);
        assertThat(page.locator("#stage-title")).hasText("Alice Example");
        assertThat(page.locator(".attribute")).not().hasCount(0);
        assertThat(page.locator(".attribute").first()).containsText("(us)");
        // While the call lasts there is nothing to count down to.
        assertThat(page.locator(".visible-for")).hasCount(0);
        assertThat(page.locator(".happening").last()).containsText("Verified");
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
    }

    @Test
    void i_am_not_on_this_call_alarms_the_agent_at_once() {
        Alice alice = Alice.enrolled();
        ConsentPrompt prompt = asks(alice);

        alice.wallet().report(prompt);

        assertThat(page.locator(".centre.is-reported [role=alert]")).containsText("Do not continue.");
    }

    @Test
    void a_decline_is_told_with_a_way_on() {
        Alice alice = Alice.enrolled();
        ConsentPrompt prompt = asks(alice);

        alice.wallet().decline(prompt);

        assertThat(page.locator("#stage-title")).hasText("The customer declined.");
    }

    @Test
    void a_customer_without_a_wallet_cannot_be_reached() {
        page.keyboard().press("n");
        page.keyboard().type(Alice.registered());
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator(".head-name")).hasText("Unknown customer");

        page.keyboard().press("1");

        assertThat(page.locator("#stage-title")).hasText("This customer cannot be reached on their phone.");
    }

    @Test
    void a_masked_value_leaves_the_service_only_when_the_agent_presses_on_it() {
        Alice alice = Alice.enrolled();
        ConsentPrompt prompt =
                asks(alice, () -> page.locator("button", new Page.LocatorOptions().setHasText(VERIFY_CALLER))
                        .click());
        answers(alice, prompt, page.locator(".number").innerText());
        assertThat(page.locator("#stage-title")).hasText("Alice Example");
        Locator number = page.locator(".masked").first();
        assertThat(page.content()).doesNotContain(alice.number());

        number.focus();
        page.keyboard().down("Enter");
        assertThat(number).containsText(alice.number());
        page.keyboard().up("Enter");

        assertThat(page.content()).doesNotContain(alice.number());
        assertThat(page.locator(".happening").last()).containsText("You looked at");
    }

    @Test
    void we_call_the_customer_checks_that_it_is_us_and_is_then_asked() {
        Alice alice = Alice.enrolled();
        page.navigate(publicUrl
                .resolve("/console/?external_id=" + ids.make("call")
                        + "&channel=voice&direction=outbound&customer_number=" + alice.number())
                .toString());
        assertThat(page.locator("input[name=customer]")).hasValue(alice.number());
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator(".prove.is-first")).isVisible();
        page.keyboard().press("0");
        assertThat(page.locator(".number")).hasText(Pattern.compile("\\d{4}"));

        ConsentPrompt check = ((Opened.Prompt) alice.wallet().open(request())).prompt();
        assertThat(check.organisationCheck()).isTrue();
        assertThat(check.context().agent().displayName()).isEqualTo("Maria Keller");
        assertThat(check.context().displayCode())
                .contains(page.locator(".number").innerText());
        alice.wallet().approve(check, Selection.requiredOnly());

        assertThat(page.locator("#stage-title")).hasText("The customer knows that it is us.");
        page.keyboard().press("1");
        assertThat(page.locator(".number")).hasText(Pattern.compile("\\d\\d"));
        ConsentPrompt prompt = ((Opened.Prompt) alice.wallet().open(request())).prompt();
        answers(alice, prompt, page.locator(".number").innerText());
        assertThat(page.locator("#stage-title")).hasText("Alice Example");
        assertThat(page.locator(".happening.is-requested")).hasCount(2);
    }

    @Test
    void an_impostor_who_cannot_say_the_code_is_reported_and_the_desk_is_alarmed() {
        Alice alice = Alice.enrolled();
        ConsentPrompt prompt = asks(alice, () -> page.keyboard().press("0"));

        alice.wallet().report(prompt);

        assertThat(page.locator(".centre.is-reported [role=alert]")).containsText("does not believe that it is us");
    }

    @Test
    void in_a_chat_the_customer_opens_a_page_that_follows_the_question_live() throws Exception {
        Alice alice = Alice.enrolled();
        page.keyboard().press("n");
        page.locator("input[value=chat]").check();
        page.locator("input[name=customer]").fill(alice.number());
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator(".head-name")).containsText("A•••");
        page.keyboard().press("1");
        assertThat(page.locator(".number")).hasText(Pattern.compile("\\d\\d"));

        try (BrowserContext customers = browser.newContext(
                new Browser.NewContextOptions().setLocale("en").setViewportSize(1280, 800))) {
            Page chat = customers.newPage();
            chat.navigate(asked("request.page"));
            assertThat(chat.locator(".scan img")).isVisible();
            assertThat(chat.locator(".tap")).isHidden();
            Axe.check(chat);
            picture(chat, "request-page-1280-light");

            URI scanned = URI.create(chat.locator(".tap a").getAttribute("href"));
            ConsentPrompt prompt = ((Opened.Prompt) alice.wallet().open(scanned)).prompt();
            assertThat(chat.locator("[data-part=opened] h1")).isVisible();
            picture(chat, "request-page-opened-1280-light");
            answers(alice, prompt, page.locator(".number").innerText());

            assertThat(chat.locator("[data-part=done] h1")).isVisible();
            assertThat(chat.locator(".scan img")).isHidden();
            Axe.check(chat);
            picture(chat, "request-page-done-1280-light");
            chat.reload();
            assertThat(chat.locator("h1")).hasText("This link is not in use any more");
            picture(chat, "request-page-over-1280-light");
        }
        assertThat(page.locator("#stage-title")).hasText("Alice Example");
    }

    @Test
    void on_a_phone_the_page_is_one_large_link() throws Exception {
        page.keyboard().press("n");
        page.keyboard().type(Alice.enrolled().number());
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator(".head-name")).containsText("A•••");
        page.keyboard().press("1");
        assertThat(page.locator(".number")).hasText(Pattern.compile("\\d\\d"));
        for (String language : List.of("en", "es", "ja")) {
            try (BrowserContext phone = browser.newContext(new Browser.NewContextOptions()
                    .setLocale(language)
                    .setColorScheme(ColorScheme.DARK)
                    .setHasTouch(true)
                    .setIsMobile(true)
                    .setViewportSize(360, 740))) {
                Page opened = phone.newPage();
                opened.navigate(asked("request.page"));
                assertThat(opened.locator(".tap a")).isVisible();
                assertThat(opened.locator(".scan")).isHidden();
                assertThat(opened.locator("html")).hasAttribute("lang", language);
                assertThat(opened.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .isEqualTo(true);
                Axe.check(opened);
                picture(opened, "request-page-360-dark-" + language);
            }
        }
    }

    @Test
    void a_console_that_lost_its_connection_finds_its_way_back_by_itself() {
        Alice alice = Alice.enrolled();
        ConsentPrompt prompt = asks(alice);
        page.evaluate("window.sameDocument = true");

        context.setOffline(true);
        alice.wallet().decline(prompt);
        context.setOffline(false);

        assertThat(page.locator("#stage-title")).hasText("The customer declined.");
        assertThat(page.locator(".reconnecting")).hasCount(0);
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
    }

    @Test
    void a_question_that_nobody_answers_lapses_with_a_way_on() {
        asks(Alice.enrolled());

        QuarkusMock.installMockForType(
                Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2).plusSeconds(1)), Clock.class);

        assertThat(page.locator("#stage-title")).hasText("No answer yet.");
        page.keyboard().press("f");
        page.keyboard().press("x");
        assertThat(page.locator(".decision")).containsText("not verified");
    }

    private static void picture(Page shown, String name) {
        shown.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }
}
