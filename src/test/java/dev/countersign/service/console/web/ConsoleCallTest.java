package dev.countersign.service.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.countersign.service.TestSignIn.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.countersign.service.access.AccountState;
import dev.countersign.service.access.AdministerStaff;
import dev.countersign.service.access.StaffAccount;
import dev.countersign.service.consent.Alice;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.SortableIds;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Sent;
import dev.countersign.wallet.TypedNumber;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
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

    private Playwright playwright;
    private BrowserContext context;
    private Page page;
    private String account;

    @BeforeEach
    void the_agent_sits_down_and_signs_in() {
        assumeTrue(Chromium.isInstalled(), "skipped: there is no /usr/bin/chromium (Debian's package chromium)");
        account = ids.make("test");
        String password = staff.add(
                new StaffAccount(account, "Maria Keller", Optional.empty(), Set.of("agent"), AccountState.ACTIVE));
        playwright = Chromium.playwright();
        context = Chromium.launch(playwright)
                .newContext(new Browser.NewContextOptions().setLocale("en").setViewportSize(1440, 900));
        page = context.newPage();
        page.navigate(publicUrl.uri().toString());
        page.locator("input[name=account]").fill(account);
        page.locator("input[name=password]").fill(password);
        page.keyboard().press("Enter");
        assertThat(page.locator("#stage-title")).hasText("No interaction now.");
    }

    @AfterEach
    void the_agent_goes_home() {
        if (playwright != null) {
            playwright.close();
        }
    }

    /** By keyboard only: a call of this customer, and the first purpose. */
    private ConsentPrompt asks(Alice alice) {
        page.keyboard().press("n");
        assertThat(page.locator("input[name=customer]")).isFocused();
        page.keyboard().type(alice.number());
        page.keyboard().press("Enter");
        assertThat(page.locator(".head-name")).containsText("A•••");
        page.keyboard().press("1");
        assertThat(page.locator(".number")).hasText(Pattern.compile("\\d\\d"));

        Opened opened = alice.wallet().open(request());
        assertThat(opened).isInstanceOf(Opened.Prompt.class);
        return ((Opened.Prompt) opened).prompt();
    }

    private URI request() {
        String challenge = as("staff:" + account, "agent")
                .get("/api/v1/console/desk")
                .then()
                .extract()
                .path("items[0].challenge.id");
        return URI.create(as("staff:" + account, "agent")
                .get("/api/v1/challenges/" + challenge)
                .then()
                .extract()
                .path("request.uri"));
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
        assertThat(page.locator(".head-name")).hasText("Unknown customer");

        page.keyboard().press("1");

        assertThat(page.locator("#stage-title")).hasText("This customer cannot be reached on their phone.");
    }
}
