package dev.countersign.samples.phone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.consent.Channel;
import dev.countersign.protocol.consent.ReceiptFile;
import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.wallet.BankRequest;
import dev.countersign.wallet.BankServer;
import dev.countersign.wallet.ExampleBank;
import dev.countersign.wallet.ExampleLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The screens in a real browser, against the real wallet and a bank made of protocol parts. */
class PhoneScreenTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static Playwright playwright;
    private static Browser browser;

    @TempDir
    Path directory;

    private BankServer server;
    private Phone phone;
    private Page page;

    @BeforeAll
    static void open_a_browser() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "skipped: there is no " + CHROMIUM);
        Files.createDirectories(SCREENSHOTS);
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void close_the_browser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = BankServer.start(Clock.systemUTC());
        phone = Phone.start(PhoneOptions.in(directory).onPort(0));
        page = screen(390, 844, ColorScheme.LIGHT, "en-GB");
    }

    @AfterEach
    void stop() {
        page.context().close();
        phone.close();
        server.close();
    }

    private Page screen(int width, int height, ColorScheme scheme, String locale) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale(locale)
                .setReducedMotion(ReducedMotion.REDUCE));
        Page opened = context.newPage();
        opened.onPageError(message -> {
            throw new AssertionError("the page failed: " + message);
        });
        opened.navigate(phone.address().toString());
        return opened;
    }

    private void hasACard() {
        phone.add(server.bank().offer(), Optional.of(ExampleBank.TX_CODE));
    }

    private void pushed(BankRequest request) throws Exception {
        assertThat(server.push(BankServer.message(request))).isEqualTo(201);
    }

    private Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    private void press(String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
    }

    private void picture(Page shown, String name) {
        shown.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    @Test
    void a_card_is_added_by_pasting_the_link_and_typing_the_code() {
        assertThat(heading("No cards yet")).isVisible();
        page.navigate(phone.address() + "#/add");
        page.getByLabel("Link from your bank").fill(server.bank().offer());
        press("Look at it");
        assertThat(heading("Example Bank offers you")).isVisible();
        page.getByLabel("Code from your bank").fill("000000");
        press("Add to my wallet");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("did not take this code");
        page.getByLabel("Code from your bank").fill(ExampleBank.TX_CODE);
        press("Add to my wallet");
        assertThat(heading("Added")).isVisible();
        press("Done");
        assertThat(page.getByText("Alice Moreno")).isVisible();
        assertThat(page.getByText("Ready for calls from Example Bank")).isVisible();
        picture(page, "home-390-light");
    }

    @Test
    void a_whole_call_from_the_push_to_the_checked_receipt() throws Exception {
        hasACard();
        BankRequest request = server.bank().ask(CallBinding.NUMBER_ENTRY);

        pushed(request);
        assertThat(heading("Example Bank is asking")).isVisible();
        press("See what they ask");
        assertThat(heading("You called Example Bank")).isVisible();
        assertThat(heading("To change your address")).isVisible();
        assertThat(page.getByText("17 April 1988")).isVisible();
        picture(page, "consent-390-light");

        page.getByLabel("Two-digit number").fill("11");
        press("Share");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("2 tries left");
        page.getByLabel("Two-digit number").fill(request.number());
        press("Share");
        assertThat(heading("Shared with Example Bank")).isVisible();
        picture(page, "shared-390-light");
        assertThat(request.outcome()).isEqualTo("verified");
        press("Done");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("History"))
                .click();
        assertThat(page.getByText("Receipt checked")).isVisible();
        picture(page, "history-390-light");
    }

    @Test
    void a_sign_in_to_the_banks_page_names_no_call_and_no_agent_and_warns_of_numbers_from_others() throws Exception {
        hasACard();
        BankRequest request = server.bank().ask(CallBinding.NUMBER_ENTRY).by(Channel.WEBSITE);
        pushed(request);
        press("See what they ask");

        assertThat(heading("Sign in to Example Bank’s page")).isVisible();
        assertThat(page.getByText("Did somebody send you the code")).isVisible();
        assertThat(page.getByText("Type the number that the page shows")).isVisible();
        assertThat(page.getByText("With Maria")).hasCount(0);
        assertThat(page.getByText("on this call")).hasCount(0);
        picture(page, "sign-in-390-light");
        page.getByLabel("Two-digit number").fill(request.number());
        press("Sign in");

        assertThat(heading("You are signed in")).isVisible();
        press("Done");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("History"))
                .click();
        assertThat(page.getByText("Signed in to their page")).isVisible();
    }

    @Test
    void the_optional_claim_is_off_and_goes_only_when_it_is_switched_on() throws Exception {
        hasACard();
        BankRequest request = server.bank().ask(CallBinding.NONE);
        pushed(request);
        press("See what they ask");
        Locator optional = page.getByRole(AriaRole.SWITCH);
        assertThat(optional).not().isChecked();

        optional.check();
        press("Share");

        assertThat(heading("Shared with Example Bank")).isVisible();
        assertThat(page.getByText("12 Harbour Street, Leeds")).isVisible();
        assertThat(request.outcome()).isEqualTo("verified");
    }

    @Test
    void the_keyboard_alone_is_enough() throws Exception {
        hasACard();
        BankRequest request = server.bank().ask(CallBinding.NUMBER_ENTRY);
        pushed(request);
        assertThat(heading("Example Bank is asking")).isVisible();

        page.keyboard().press("Enter");
        assertThat(page.getByLabel("Two-digit number")).isFocused();
        page.keyboard().type(request.number());
        page.keyboard().press("Enter");

        assertThat(heading("Shared with Example Bank")).isVisible();
    }

    @Test
    void not_on_this_call_warns_the_bank_at_once() throws Exception {
        hasACard();
        BankRequest request = server.bank().ask(CallBinding.NUMBER_ENTRY).calling();
        pushed(request);
        press("See what they ask");
        assertThat(page.getByText("If anything feels wrong, hang up")).isVisible();
        picture(page, "outbound-390-light");

        press("I’m not on this call");

        assertThat(heading("Example Bank has been warned")).isVisible();
        assertThat(request.outcome()).isEqualTo("reported");
        picture(page, "reported-390-light");
    }

    @Test
    void a_bank_that_calls_proves_itself_before_anything_is_given_away() throws Exception {
        server.bank().issuesCardsWithoutOpenClaims();
        hasACard();
        BankRequest request = server.bank()
                .ask(CallBinding.DISPLAY)
                .calling()
                .provingItself()
                .saying("About your order of 22 November");
        pushed(request);
        press("See what they ask");
        assertThat(heading("Example Bank is calling you")).isVisible();
        assertThat(page.getByText("With Maria, Customer care")).isVisible();
        assertThat(page.getByText("If anything feels wrong, hang up")).isVisible();
        assertThat(heading("The agent must say this code")).isVisible();
        assertThat(page.getByText("4719")).isVisible();
        assertThat(page.getByText("About your order of 22 November")).isVisible();
        Object hidden = page.evaluate(
                "() => { const m = document.querySelector('.middle'); return m.scrollHeight - m.clientHeight; }");
        assertThat(((Number) hidden).intValue()).isLessThanOrEqualTo(1);
        picture(page, "prove-390-light");

        press("Yes, that is the code");

        assertThat(heading("It is really Example Bank")).isVisible();
        assertThat(request.outcome()).isEqualTo("verified");
        picture(page, "proven-390-light");
        press("Done");
        historyReads("You checked that it was Example Bank");
        historyReads("Usted comprobó que era Example Bank", "es-ES");
        historyReads("Example Bankであることを確かめました", "ja-JP");
        page.locator(".entry").click();
        assertThat(heading("You checked that it was Example Bank")).isVisible();
        assertThat(page.getByText("Nothing was shared.")).isVisible();
        assertThat(page.getByText("Withdraw consent")).hasCount(0);
        picture(page, "proven-entry-390-light");
    }

    /** What the only entry of the history says, and that it does not say that something was shared. */
    private void historyReads(String sentence) {
        page.navigate(phone.address() + "#/history");
        assertThat(page.locator(".entry-outcome")).containsText(sentence);
        assertThat(page.getByText("Shared", new Page.GetByTextOptions().setExact(true)))
                .hasCount(0);
        picture(page, "proven-history-390-light");
    }

    private void historyReads(String sentence, String locale) {
        Page other = screen(360, 740, ColorScheme.DARK, locale);
        other.navigate(phone.address() + "#/history");
        assertThat(other.locator(".entry-outcome")).containsText(sentence);
        assertThat(other.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        picture(other, "proven-history-360-dark-" + locale);
        other.context().close();
    }

    @Test
    void an_impostor_who_cannot_say_the_code_is_reported() throws Exception {
        server.bank().issuesCardsWithoutOpenClaims();
        hasACard();
        BankRequest request = server.bank().ask(CallBinding.DISPLAY).calling().provingItself();
        pushed(request);
        press("See what they ask");
        Page dark = screen(360, 740, ColorScheme.DARK, "ja-JP");
        assertThat(dark.getByText("4719")).isVisible();
        picture(dark, "prove-360-dark-ja");
        dark.context().close();

        press("It is somebody else");

        assertThat(heading("Example Bank has been warned")).isVisible();
        assertThat(request.outcome()).isEqualTo("reported");
        press("Done");
        historyReads("You reported that it was not Example Bank");
        historyReads("Usted avisó de que no era Example Bank", "es-ES");
        historyReads("通報：Example Bankではなかった", "ja-JP");
    }

    @Test
    void three_wrong_numbers_end_it_in_plain_words() throws Exception {
        hasACard();
        pushed(server.bank().ask(CallBinding.NUMBER_ENTRY));
        press("See what they ask");
        for (String left : List.of("2 tries left", "1 try left")) {
            page.getByLabel("Two-digit number").fill("11");
            press("Share");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText(left);
        }

        page.getByLabel("Two-digit number").fill("11");
        press("Share");

        assertThat(heading("Three wrong numbers")).isVisible();
    }

    @Test
    void a_request_that_was_taken_back_says_so() throws Exception {
        hasACard();
        BankRequest request = server.bank().ask(CallBinding.NUMBER_ENTRY);
        pushed(request);
        press("See what they ask");
        assertThat(heading("You called Example Bank")).isVisible();

        server.announce(new InboxEvent.Closed(request.challenge(), "cancelled"));

        assertThat(heading("The request was taken back")).isVisible();
    }

    @Test
    void a_link_of_a_stranger_is_never_shown_as_a_question() {
        page.navigate(phone.address() + "#/add");
        page.getByLabel("Link from your bank")
                .fill("openid4vp://?client_id=decentralized_identifier%3Adid%3Aweb%3Aevil.example"
                        + "&request_uri=https%3A%2F%2Fevil.example%2Fr");
        press("Look at it");

        assertThat(heading("We do not know this organisation")).isVisible();
    }

    @Test
    void the_consent_screen_fits_a_phone_without_scrolling() throws Exception {
        hasACard();
        pushed(server.bank().ask(CallBinding.NUMBER_ENTRY).calling());
        press("See what they ask");
        assertThat(heading("Example Bank is calling you")).isVisible();

        Object hidden = page.evaluate(
                "() => { const m = document.querySelector('.middle');" + " return m.scrollHeight - m.clientHeight; }");

        assertThat(((Number) hidden).intValue()).isLessThanOrEqualTo(1);
    }

    @Test
    void the_screens_are_drawn_in_both_sizes_in_the_dark_and_in_every_language() throws Exception {
        hasACard();
        pushed(server.bank().ask(CallBinding.NUMBER_ENTRY));
        press("See what they ask");
        Map<String, String> situations = Map.of(
                "en-GB", "You called Example Bank",
                "es-ES", "Usted llamó a Example Bank",
                "ja-JP", "Example Bankに電話しています");
        situations.forEach((locale, situation) -> {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                for (int width : new int[] {390, 1440}) {
                    Page shown = screen(width, width == 390 ? 844 : 900, scheme, locale);
                    assertThat(shown.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(situation)))
                            .isVisible();
                    picture(shown, "consent-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + locale);
                    shown.context().close();
                }
            }
        });
    }

    @Test
    void every_text_is_there_in_every_language() {
        Object missing = page.evaluate("async () => { const { ALL_WORDS } = await import('/words.js');"
                + " const keys = Object.keys(ALL_WORDS.en).sort().join();"
                + " return Object.entries(ALL_WORDS).filter(([, words]) => Object.keys(words).sort().join() !== keys"
                + "   || Object.values(words).some((text) => !text)).map(([language]) => language).join(); }");

        assertThat(missing).isEqualTo("");
    }

    private BankRequest answered() throws Exception {
        BankRequest request = server.bank().ask(CallBinding.NONE);
        pushed(request);
        press("See what they ask");
        press("Share");
        assertThat(heading("Shared with Example Bank")).isVisible();
        press("Done");
        page.navigate(phone.address() + "#/history/" + request.challenge());
        return request;
    }

    /** The whole entry in both appearances and every language; each fits the screen's width. */
    private void pictures(BankRequest request, String name) {
        for (String locale : List.of("en-GB", "es-ES", "ja-JP")) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                Page shown = screen(390, 844, scheme, locale);
                assertThat(shown.getByText("Alice Moreno")).isVisible();
                shown.navigate(phone.address() + "#/history/" + request.challenge());
                assertThat(shown.locator(".receipt .log")).isVisible();
                assertThat(shown.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .isEqualTo(true);
                picture(shown, name + "-390-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + locale);
                shown.context().close();
            }
        }
    }

    @Test
    void a_receipt_shows_its_place_in_the_log_and_is_saved_for_others() throws Exception {
        hasACard();
        BankRequest request = answered();

        assertThat(page.getByText("In the log of Example Bank, place 0, checked"))
                .isVisible();
        Download saved =
                page.waitForDownload(() -> page.getByText("Save receipt").click());
        assertThat(saved.suggestedFilename()).isEqualTo(ReceiptFile.NAME);
        ReceiptFile file = ReceiptFile.parse(Files.readAllBytes(saved.path()));
        assertThat(file.proof()).isPresent();
        pictures(request, "receipt-included");
    }

    @Test
    void a_message_is_opened_here_and_says_that_nobody_else_can_read_it() throws Exception {
        hasACard();
        String id = server.bank().messages.send("About your card", "It is in the post.");
        assertThat(server.push(new InboxEvent.Message(id))).isEqualTo(201);

        page.navigate(phone.address() + "#/messages");
        page.getByText("About your card").click();

        assertThat(page.getByText("It is in the post.")).isVisible();
        assertThat(page.getByText("Only you can read it")).isVisible();
        picture(page, "message-390-light");
    }

    @Test
    void a_receipt_that_is_not_in_the_log_yet_says_that_it_waits_and_then_gets_its_place() throws Exception {
        server.bank().sequencesAtOnce = false;
        hasACard();
        answered();
        assertThat(page.getByText("Waits for its place in the log")).isVisible();

        server.bank().sequence();

        assertThat(page.getByText("In the log of Example Bank, place 0, checked"))
                .isVisible();
    }

    @Test
    void a_bank_that_shows_another_history_is_found_out_in_plain_words() throws Exception {
        hasACard();
        BankRequest first = answered();
        assertThat(page.getByText("In the log of Example Bank, place 0, checked"))
                .isVisible();
        ExampleLog rewritten = server.bank().interactionLog.branchedAt(0);
        rewritten.append("not what was answered");
        server.bank().interactionLog = rewritten;

        answered();

        page.navigate(phone.address() + "#/history/" + first.challenge());
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Two different logs");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Your receipt was at place 0");
        pictures(first, "receipt-forked");
        page.navigate(phone.address() + "#/history");
        assertThat(page.locator(".entry-alarm").first()).containsText("Two different logs");
        picture(page, "history-forked-390-light");
    }

    @Test
    void a_log_that_lost_entries_is_told_and_no_longer_when_it_has_them_again() throws Exception {
        hasACard();
        server.bank().interactionLog.append("somebody else");
        BankRequest first = answered();
        assertThat(page.getByText("In the log of Example Bank, place 1, checked"))
                .isVisible();
        ExampleLog whole = server.bank().interactionLog;
        server.bank().interactionLog = whole.branchedAt(1);
        phone.lookAtLogs();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The log lost entries");
        pictures(first, "receipt-shrank");

        server.bank().interactionLog = whole;
        phone.lookAtLogs();

        assertThat(page.getByText("In the log of Example Bank, place 1, checked"))
                .isVisible();
    }
}
