package dev.countersign.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.countersign.protocol.Json;
import dev.countersign.testing.Chromium;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent at the console, in a real browser; the service is played by {@link FixtureDesk}. */
class ConsoleBrowserTest {
    private FixtureDesk desk;
    private BrowserContext context;
    private Page page;
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void sitDown() throws IOException {
        desk = FixtureDesk.start();
        visit(new Browser.NewContextOptions().setLocale("en").setViewportSize(1440, 900));
    }

    private void visit(Browser.NewContextOptions options) {
        context = Chromium.browser().newContext(options);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            // A refused call shows up as an error of the network; a broken script or policy does so in words.
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

    /** Signs in beforehand, with one call and one chat; leaves a mark that a reload would wipe out. */
    private String inACall() {
        desk.alreadySignedIn();
        desk.opens("chat", "inbound", "B••• B•••", 300);
        String call = desk.opens("voice", "inbound", "A••• M•••", 40);
        page.navigate(desk.uri().toString());
        assertThat(page.locator(".purposes .purpose")).hasCount(3);
        page.evaluate("window.sameDocument = true");
        return call;
    }

    private void neverReloaded() {
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
    }

    private Locator stage() {
        return page.locator(".stage");
    }

    private Locator title() {
        return page.locator("#stage-title");
    }

    // ---- signing in

    @Test
    void an_agent_signs_in_and_sees_their_interactions_without_a_reload() {
        desk.opens("voice", "inbound", "A••• M•••", 40);
        page.navigate(desk.uri().toString());
        assertThat(page.locator("input[name=account]")).isFocused();
        page.evaluate("window.sameDocument = true");

        page.keyboard().type(FixtureDesk.ACCOUNT);
        page.keyboard().press("Tab");
        page.keyboard().type(FixtureDesk.PASSWORD);
        page.keyboard().press("Enter");

        assertThat(title()).hasText("Who is calling?");
        assertThat(page.locator(".item")).hasCount(1);
        neverReloaded();
    }

    @Test
    void a_wrong_password_is_told_in_words_and_the_field_is_emptied() {
        page.navigate(desk.uri().toString());
        page.locator("input[name=account]").fill(FixtureDesk.ACCOUNT);
        page.locator("input[name=password]").fill("letmein");
        page.keyboard().press("Enter");

        assertThat(page.locator(".form-problem")).containsText("do not fit together");
        assertThat(page.locator("input[name=password]")).isFocused();
        assertThat(page.locator("input[name=password]")).hasValue("");
    }

    @Test
    void an_agent_whose_session_ends_in_a_call_signs_in_again_and_is_where_they_were() {
        inACall();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator(".head-name")).containsText("B•••");

        desk.signsOutEverybody();
        assertThat(page.locator(".gate .lead")).containsText("You have been signed out");
        page.locator("input[name=account]").fill(FixtureDesk.ACCOUNT);
        page.locator("input[name=password]").fill(FixtureDesk.PASSWORD);
        page.keyboard().press("Enter");

        assertThat(page.locator(".head-name")).containsText("B•••");
        neverReloaded();
    }

    // ---- asking

    @Test
    void an_agent_asks_by_keyboard_only_and_reads_the_number_to_say() {
        String call = inACall();

        page.keyboard().press("2");

        assertThat(page.locator(".number")).hasText("47");
        assertThat(page.locator(".number-word")).hasText("“forty-seven”");
        assertThat(page.locator(".time-left .digits")).hasText(Pattern.compile("[12]:[0-5]\\d"));
        assertThat(desk.requests())
                .contains("POST /api/v1/interactions/" + call + "/challenges {\"purpose\":\"change_address\"}");
        neverReloaded();
    }

    @Test
    void the_way_of_the_question_to_the_customer_is_shown_step_by_step() {
        String challenge = desk.asks(inACall(), "verify_caller", "number_entry");

        assertThat(page.locator(".steps [aria-current=step]")).hasText("Sent");
        desk.becomes(challenge, "delivered");
        assertThat(page.locator(".steps [aria-current=step]")).hasText("On the phone");
        desk.becomes(challenge, "opened");
        assertThat(page.locator(".steps [aria-current=step]")).hasText("Opened");
        assertThat(page.locator(".happening")).hasCount(4);
    }

    @Test
    void a_wrong_number_is_an_attempt_and_the_number_stays() {
        String challenge = desk.asks(inACall(), "verify_caller", "number_entry");
        desk.becomes(challenge, "opened");

        desk.becomes(challenge, "opened", Json.object().put("attempts_left", 2));

        assertThat(page.locator(".binding-hint")).containsText("2 tries left");
        assertThat(page.locator(".number")).hasText("47");
        assertThat(page.locator(".happening").last()).containsText("Wrong number");
    }

    @Test
    void the_code_field_waits_and_has_the_focus_as_soon_as_the_code_is_due() {
        String challenge = desk.asks(inACall(), "verify_caller", "read_back");
        desk.becomes(challenge, "opened");
        assertThat(page.locator("#code")).isDisabled();

        desk.becomes(challenge, "awaiting_read_back");
        assertThat(page.locator("#code")).isFocused();
        page.keyboard().type("111 111");
        page.keyboard().press("Enter");
        assertThat(page.locator("#code-hint")).containsText("That is not the code. 2 tries left.");
        assertThat(page.locator("#code")).isFocused();
        assertThat(page.locator("#code")).hasValue("");

        page.keyboard().type("482 913");
        page.keyboard().press("Enter");
        assertThat(title()).hasText("Alice Moreno");
        neverReloaded();
    }

    @Test
    void a_customer_with_another_wallet_gets_a_link_and_reads_a_code_back() {
        String call = inACall();

        page.keyboard().press("o");
        page.keyboard().press("1");

        assertThat(page.locator("#code")).isVisible();
        assertThat(desk.requests())
                .contains("POST /api/v1/interactions/" + call
                        + "/challenges {\"purpose\":\"verify_caller\",\"wallet_profile\":\"haip\"}");
        page.keyboard().press("l");
        assertThat(page.locator(".qr")).isVisible();
    }

    @Test
    void after_three_seconds_without_a_sign_of_the_phone_other_ways_are_offered_not_a_spinner() {
        desk.sendsTextMessages();
        page.clock().install();
        String challenge = desk.asks(inACall(), "verify_caller", "number_entry");
        assertThat(page.locator(".wallet")).hasCount(2);
        assertThat(page.locator(".ways")).hasCount(0);
        page.clock().fastForward(3_100);

        assertThat(page.locator(".ways .button")).hasCount(3);
        assertThat(page.locator(".number")).hasText("47");
        page.keyboard().press("t");
        assertThat(page.locator(".ways")).containsText("SMS sent");
        assertThat(desk.requests()).contains("POST /api/v1/challenges/" + challenge + "/text_message");
        page.keyboard().press("l");
        assertThat(page.locator(".qr")).isVisible();
        assertThat(page.locator(".link-address")).containsText("/r/");

        desk.becomes(challenge, "delivered");
        assertThat(page.locator(".ways")).hasCount(0);
        assertThat(page.locator(".wallet").first()).containsText("arrived");
    }

    @Test
    void another_wallet_takes_the_question_over_and_the_first_is_taken_back() {
        String call = inACall();
        String challenge = desk.asks(call, "verify_caller", "number_entry");
        assertThat(page.locator(".ways")).isVisible();

        page.keyboard().press("o");

        assertThat(page.locator(".qr")).isVisible();
        assertThat(desk.requests())
                .containsSequence("POST /api/v1/challenges/" + challenge + "/cancel")
                .contains("POST /api/v1/interactions/" + call
                        + "/challenges {\"purpose\":\"verify_caller\",\"wallet_profile\":\"haip\"}");
    }

    @Test
    void the_address_of_the_page_is_copied_for_the_chat() {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        desk.asks(inACall(), "verify_caller", "number_entry");
        assertThat(page.locator(".number")).isVisible();
        page.keyboard().press("l");

        page.locator(".link-text .button").click();

        assertThat(page.locator(".link-text .button")).hasText("Copied");
        assertThat(page.evaluate("navigator.clipboard.readText()"))
                .isEqualTo("https://bank.example/r/q7Vx0mZsT2aB9cLd4eFg1w");
    }

    @Test
    void what_the_customer_reads_beside_the_question_the_agent_reads_too() {
        desk.says("Your order 4711");
        desk.asks(inACall(), "verify_caller", "number_entry");

        assertThat(page.locator(".message")).containsText("Your order 4711");
    }

    @Test
    void the_timeline_tells_what_each_question_was_about() {
        String call = inACall();
        desk.becomes(desk.asks(call, "verify_caller", "number_entry"), "declined");
        desk.becomes(desk.asks(call, "change_address", "number_entry"), "expired");

        assertThat(page.locator(".happening.is-requested").first()).containsText("To know that it is you");
        assertThat(page.locator(".happening.is-requested").last()).containsText("To change your address");
    }

    // ---- prove that it is us

    @Test
    void whom_we_call_first_checks_that_it_is_us_and_then_is_asked() {
        String call = inACall();
        desk.opens("voice", "outbound", "C••• D•••", 0);
        assertThat(page.locator(".prove.is-first")).isVisible();

        page.keyboard().press("0");
        assertThat(title()).hasText("Say the code to the customer");
        assertThat(page.locator(".number")).hasText("4711");
        assertThat(page.locator(".number-word")).hasText("“four seven one one”");

        String challenge = latestChallenge();
        desk.becomes(challenge, "opened");
        desk.becomes(challenge, "verified");
        assertThat(title()).hasText("The customer knows that it is us.");
        // It says nothing about who the customer is.
        assertThat(page.locator(".item").first().locator(".badge")).hasText("It is us: confirmed");
        assertThat(page.locator(".happening").last()).containsText("it is really us");

        page.keyboard().press("1");
        assertThat(page.locator(".number")).hasText("47");
        assertThat(desk.requests()).noneMatch(request -> request.contains(call + "/challenges {"));
    }

    @Test
    void a_customer_who_reports_an_impostor_alarms_the_agent() {
        desk.opens("voice", "outbound", "C••• D•••", 0);
        inACall();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("0");
        assertThat(page.locator(".number")).hasText("4711");

        desk.becomes(latestChallenge(), "reported");

        assertThat(page.locator(".centre.is-reported [role=alert]")).containsText("does not believe that it is us");
    }

    private String latestChallenge() {
        return String.valueOf(
                page.evaluate("(async () => { const { items } = await (await fetch('/api/v1/console/desk')).json();"
                        + " return items.map((each) => each.challenge?.id).filter(Boolean).sort().at(-1); })()"));
    }

    // ---- fallback questions

    @Test
    void an_agent_notes_how_the_fallback_questions_ended() {
        String call = inACall();
        desk.becomes(desk.asks(call, "verify_caller", "number_entry"), "declined");
        assertThat(title()).hasText("The customer declined.");
        // The keys do nothing while their buttons are not seen.
        page.keyboard().press("p");

        page.keyboard().press("f");
        page.keyboard().press("x");
        assertThat(page.locator(".decision")).containsText("not verified");
        page.keyboard().press("p");

        assertThat(page.locator(".decision")).containsText("verified by your questions");
        assertThat(page.locator(".item").first().locator(".badge")).hasText("By your questions");
        assertThat(desk.requests().stream().filter(request -> request.contains("/fallback")))
                .containsExactly(
                        "POST /api/v1/interactions/" + call + "/fallback {\"outcome\":\"failed\"}",
                        "POST /api/v1/interactions/" + call + "/fallback {\"outcome\":\"passed\"}");
    }

    @Test
    void an_agent_withdraws_the_question() {
        inACall();
        page.keyboard().press("1");
        assertThat(page.locator(".number")).isVisible();

        page.keyboard().press("w");

        assertThat(title()).hasText("You withdrew the question.");
    }

    // ---- answers

    @Test
    void a_verified_identity_shows_the_name_the_attributes_and_who_vouches() {
        String call = inACall();

        desk.verifies(desk.asks(call, "change_address", "number_entry"), 581);

        assertThat(title()).hasText("Alice Moreno");
        assertThat(page.locator(".visible-for")).hasText(Pattern.compile("Visible for 9:[34]\\d"));
        assertThat(page.locator(".attribute")).hasCount(5);
        assertThat(page.locator(".attribute").first()).containsText("Example Bank (us)");
        assertThat(page.locator(".attribute").first()).containsText("Issued 3 days ago");
        assertThat(page.locator(".attribute").last()).containsText("registry.example.org");
        neverReloaded();
    }

    @Test
    void a_masked_value_is_asked_for_when_it_is_pressed_and_on_the_page_only_while_it_is() {
        String call = inACall();
        desk.verifies(desk.asks(call, "change_address", "number_entry"), 581);
        Locator birthdate = page.locator(".masked").first();
        assertThat(birthdate).containsText("••••••••");
        assertThat(page.locator(".masked").last()).containsText("•••• 4711");
        assertThat(desk.requests()).noneMatch(request -> request.contains("/reveals"));

        birthdate.hover();
        page.mouse().down();
        assertThat(birthdate).containsText("March 9, 1984");
        page.mouse().up();
        assertThat(birthdate).containsText("••••••••");
        assertThat(page.content()).doesNotContain("March 9, 1984");

        birthdate.focus();
        page.keyboard().down("Enter");
        assertThat(birthdate).containsText("March 9, 1984");
        page.keyboard().up("Enter");
        assertThat(birthdate).containsText("••••••••");
        assertThat(page.content()).doesNotContain("March 9, 1984");
        assertThat(page.locator(".happening").last()).containsText("Date of birth");
        // It was asked for once, and recorded once.
        assertThat(desk.requests())
                .containsOnlyOnce("POST /api/v1/interactions/" + call + "/identity/reveals {\"path\":[\"birthdate\"]}");
    }

    @Test
    void one_key_shows_all_that_is_masked_while_it_is_held() {
        desk.verifies(desk.asks(inACall(), "change_address", "number_entry"), 581);
        assertThat(page.locator(".masked")).hasCount(2);

        page.keyboard().down("v");
        assertThat(page.locator(".masked").first()).containsText("March 9, 1984");
        assertThat(page.locator(".masked").last()).containsText("ES76 2100");
        page.keyboard().up("v");

        assertThat(page.locator(".masked").first()).containsText("••••••••");
        assertThat(page.content()).doesNotContain("ES76 2100");
    }

    @Test
    void a_revealed_value_is_covered_again_when_its_time_is_over_even_while_it_is_pressed() {
        desk.revealsFor(2);
        desk.verifies(desk.asks(inACall(), "change_address", "number_entry"), 581);
        Locator birthdate = page.locator(".masked").first();

        birthdate.hover();
        page.mouse().down();
        assertThat(birthdate).containsText("March 9, 1984");

        assertThat(birthdate).not().containsText("March 9, 1984");
        assertThat(page.content()).doesNotContain("March 9, 1984");
    }

    @Test
    void who_looks_too_often_is_told_in_words() {
        desk.revealsOnly(0);
        desk.verifies(desk.asks(inACall(), "change_address", "number_entry"), 581);

        page.locator(".masked").first().focus();
        page.keyboard().down("Enter");

        assertThat(page.locator(".notice")).containsText("too often");
        page.keyboard().up("Enter");
    }

    @Test
    void what_may_no_longer_be_seen_leaves_the_page() {
        desk.verifies(desk.asks(inACall(), "change_address", "number_entry"), 2);
        assertThat(title()).hasText("Alice Moreno");

        assertThat(title()).hasText("No longer visible");
        assertThat(page.content()).doesNotContain("Alice").doesNotContain("Calle de la Luna");
    }

    @ParameterizedTest
    @CsvSource({
        "declined, The customer declined., Ask again",
        "expired, No answer yet., Ask again",
        "cancelled, You withdrew the question., Ask again",
        "undecided, We cannot check this now., Fallback questions",
        "rejected, The answer could not be accepted., Ask again",
    })
    void every_end_says_what_happened_and_what_to_do_next(String state, String sentence, String next) {
        String challenge = desk.asks(inACall(), "verify_caller", "number_entry");

        ObjectNode verdict = Json.object()
                .put("reason", "revoked")
                .put("dependency", "status-list")
                .put("retry_after_seconds", 30);
        desk.becomes(challenge, state, Json.object().set("verdict", verdict));

        assertThat(title()).hasText(sentence);
        assertThat(page.locator(".actions")).containsText(next);
        assertThat(page.locator(".status .badge svg")).isVisible();
        neverReloaded();
    }

    @Test
    void what_cannot_be_checked_now_is_never_called_fraud_or_error() {
        String challenge = desk.asks(inACall(), "verify_caller", "number_entry");

        ObjectNode verdict = Json.object().put("dependency", "status-list").put("retry_after_seconds", 30);
        desk.becomes(challenge, "undecided", Json.object().set("verdict", verdict));

        assertThat(stage()).containsText("does not answer");
        assertThat(stage()).containsText("says nothing against the customer");
        assertThat(page.locator("[aria-keyshortcuts=A]")).hasText(Pattern.compile("Try again in 0:\\d\\d.*"));
    }

    @Test
    void a_customer_who_cannot_be_reached_is_told_with_a_way_on() {
        inACall();
        desk.customersCannotBeReached();

        page.keyboard().press("1");
        assertThat(title()).hasText("This customer cannot be reached on their phone.");

        // The bank's own steps stand there without being asked for.
        assertThat(page.locator(".panel")).containsText("Ask for two recent payments");
        page.keyboard().press("f");
        assertThat(page.locator(".panel")).hasCount(0);
        page.keyboard().press("o");
        assertThat(page.locator(".qr")).isVisible();
    }

    @Test
    void a_customer_who_was_asked_too_often_is_left_in_peace() {
        inACall();
        desk.customersWereAskedTooOften();

        page.keyboard().press("1");

        assertThat(title()).hasText("This customer has been asked too often.");
        assertThat(page.locator("[aria-keyshortcuts=A]")).isDisabled();
    }

    @Test
    void the_banks_steps_are_in_the_agents_language_and_the_pages_own_where_the_bank_has_none() {
        context.close();
        visit(new Browser.NewContextOptions().setLocale("es-ES").setViewportSize(1440, 900));
        inACall();
        page.keyboard().press("f");
        assertThat(page.locator(".panel")).containsText("Pregunte por dos pagos recientes");

        page.locator("[aria-haspopup=dialog]").click();
        page.locator("dialog select").first().selectOption("ja");
        page.keyboard().press("Escape");

        assertThat(page.locator(".panel")).containsText("手順");
    }

    // ---- the alarm

    @Test
    void a_fraud_report_turns_the_whole_centre_into_an_alarm() {
        String call = inACall();
        desk.becomes(desk.asks(call, "verify_caller", "number_entry"), "reported");

        assertThat(page.locator(".centre.is-reported [role=alert]")).containsText("Do not continue.");
        assertThat(stage()).containsText("The customer says they are not on this call.");
        assertThat(page.locator(".alarm-steps li")).hasCount(4);
        assertThat(page).hasTitle(Pattern.compile(".*DO NOT CONTINUE"));
        assertThat(page.locator("#shouted")).containsText("not on this call");
        assertThat(page.locator("[aria-keyshortcuts=A]")).hasCount(0);
        neverReloaded();
    }

    @Test
    void nothing_can_be_asked_after_a_fraud_report() {
        String call = inACall();
        desk.becomes(desk.asks(call, "verify_caller", "number_entry"), "reported");
        assertThat(page.locator(".centre.is-reported")).isVisible();
        int before = desk.requests().size();

        for (String key : List.of("a", "s", "1", "o", "Escape")) {
            page.keyboard().press(key);
        }

        assertThat(page.locator(".centre.is-reported")).isVisible();
        assertThat(desk.requests().subList(before, desk.requests().size()))
                .noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void a_fraud_report_in_another_interaction_is_seen_at_once() {
        inACall();

        desk.becomes(desk.asks(desk.first(), "verify_caller", "number_entry"), "reported");

        assertThat(page.locator(".elsewhere")).containsText("Do not continue");
        page.locator(".elsewhere button").click();
        assertThat(page.locator(".centre.is-reported")).isVisible();
        assertThat(page.locator(".elsewhere")).hasCount(0);
    }

    // ---- live

    @Test
    void a_call_that_arrives_comes_to_the_front_and_says_so() {
        inACall();

        desk.opens("voice", "inbound", "C••• D•••", 0);

        assertThat(page.locator(".head-name")).containsText("C•••");
        assertThat(page.locator(".pop")).containsText("New call");
        assertThat(page.locator("#said")).containsText("New call: C•••");
        assertThat(page).hasTitle(Pattern.compile("New call"));
        page.keyboard().press("g");
        assertThat(page.locator(".head-name")).containsText("A•••");
        assertThat(page.locator(".pop")).hasCount(0);
        neverReloaded();
    }

    @Test
    void the_news_of_a_call_goes_as_soon_as_the_agent_acts_in_it() {
        inACall();
        desk.opens("voice", "inbound", "C••• D•••", 0);
        assertThat(page.locator(".pop")).containsText("Back to A•••");

        page.keyboard().press("1");

        // Long before it would have gone by itself.
        assertThat(page.locator(".pop")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(5_000));
        assertThat(page.locator(".head-name")).containsText("C•••");
        assertThat(page.locator(".number")).hasText("47");
        page.keyboard().press("g");
        assertThat(page.locator(".head-name")).containsText("C•••");
    }

    @Test
    void news_of_what_waits_elsewhere_stays_while_the_agent_asks_here() {
        inACall();
        desk.opens("chat", "inbound", "C••• D•••", 0);
        assertThat(page.locator(".pop")).containsText("New chat");

        page.keyboard().press("1");

        assertThat(page.locator(".number")).hasText("47");
        assertThat(page.locator(".pop")).containsText("New chat");
        page.locator(".item").first().click();
        assertThat(page.locator(".pop")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(5_000));
    }

    @Test
    void a_chat_that_arrives_waits_until_the_agent_looks() {
        inACall();

        desk.opens("chat", "inbound", "C••• D•••", 0);

        assertThat(page.locator(".pop")).containsText("New chat");
        assertThat(page.locator(".item").first().locator(".fresh")).isVisible();
        assertThat(page.locator(".head-name")).containsText("A•••");
        page.keyboard().press("g");
        assertThat(page.locator(".head-name")).containsText("C•••");
        assertThat(page.locator(".pop")).hasCount(0);
    }

    @Test
    void a_call_that_arrives_never_takes_the_focus_from_what_the_agent_types() {
        String challenge = desk.asks(inACall(), "verify_caller", "read_back");
        desk.becomes(challenge, "awaiting_read_back");
        assertThat(page.locator("#code")).isFocused();
        page.keyboard().type("482");

        desk.opens("voice", "inbound", "C••• D•••", 0);

        assertThat(page.locator(".pop")).containsText("New call");
        assertThat(page.locator("#code")).isFocused();
        page.keyboard().type("913");
        assertThat(page.locator("#code")).hasValue("482913");
        assertThat(page.locator(".head-name")).containsText("A•••");
    }

    @Test
    void a_call_that_arrives_while_another_is_opened_by_hand_leaves_the_form_alone() {
        inACall();
        page.keyboard().press("n");
        page.keyboard().type("1002");

        desk.opens("voice", "inbound", "C••• D•••", 0);

        assertThat(page.locator(".item")).hasCount(3);
        page.keyboard().type("00");
        assertThat(page.locator("input[name=customer]")).hasValue("100200");
        assertThat(page.locator("input[name=customer]")).isFocused();
    }

    // ---- screen pop by address

    @Test
    void an_address_with_the_platforms_name_shows_that_call() {
        inACall();
        desk.opens("call-0815");
        desk.opens("chat", "inbound", "F••• G•••", 0);

        page.navigate(desk.uri() + "?external_id=call-0815&channel=voice&direction=inbound");

        assertThat(page.locator(".head-name")).containsText("D•••");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile("/console/#int_\\d+$"));
    }

    @Test
    void somebody_elses_link_puts_no_call_on_the_desk() {
        inACall();

        page.navigate(desk.uri() + "?external_id=call-0815&channel=voice&direction=inbound&phone=%2B34600123456");

        assertThat(page.locator("dialog")).containsText("Open this conversation?");
        assertThat(page.locator("dialog")).containsText("call-0815");
        assertThat(page.locator(".item")).hasCount(2);
        assertThat(desk.requests()).noneMatch(request -> request.startsWith("POST"));
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
        page.reload();
        assertThat(page.locator(".purposes .purpose")).hasCount(3);
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(desk.requests()).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void a_call_that_the_address_announces_is_opened_with_one_key() {
        inACall();
        page.navigate(desk.uri() + "?external_id=call-0815&channel=voice&direction=outbound&phone=%2B34600123456");
        assertThat(page.locator("input[name=customer]")).hasValue("+34600123456");

        page.keyboard().press("Enter");

        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator(".head-way")).hasText("We are calling");
        assertThat(desk.requests())
                .contains("POST /api/v1/interactions {\"channel\":\"voice\",\"direction\":\"outbound\","
                        + "\"external_id\":\"call-0815\",\"phone\":\"+34600123456\",\"agent\":\"maria\"}");
    }

    @Test
    void a_call_that_the_platform_opens_a_moment_later_takes_the_place_of_the_offer() {
        inACall();
        page.navigate(desk.uri() + "?external_id=call-0815&channel=voice");
        assertThat(page.locator("dialog")).isVisible();

        desk.opens("call-0815");
        desk.opens("chat", "inbound", "F••• G•••", 0);

        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator(".head-name")).containsText("D•••");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?channel=voice&phone=%2B34600123456",
                "?external_id=",
                "?external_id=%00%F0%9F%92%A9&channel=javascript%3Aalert(1)&direction=sideways&phone=%3Cb%3E",
                "?external_id=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E"
            })
    void a_crooked_address_breaks_nothing(String query) {
        inACall();

        page.navigate(desk.uri() + query);

        assertThat(page.locator(".purposes .purpose")).hasCount(3);
        assertThat(page.locator("img[src=x]")).hasCount(0);
        assertThat(desk.requests()).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void two_windows_of_one_agent_show_the_same() {
        String call = inACall();
        Page other = context.newPage();
        other.navigate(desk.uri().toString());
        assertThat(other.locator(".purposes .purpose")).hasCount(3);

        page.keyboard().press("1");
        assertThat(other.locator(".number")).hasText("47");
        other.keyboard().press("w");
        assertThat(title()).hasText("You withdrew the question.");
        other.keyboard().press("e");
        other.keyboard().press("e");
        assertThat(page.locator(".item")).hasCount(1);
        assertThat(desk.requests()).contains("PATCH /api/v1/interactions/" + call + " {\"state\":\"closed\"}");
    }

    @Test
    void a_lost_connection_shows_a_thin_bar_and_never_a_lost_screen() {
        String call = inACall();
        desk.refusesStreams();
        assertThat(page.locator(".reconnecting")).isVisible();
        assertThat(page.locator(".purposes .purpose")).hasCount(3);

        String challenge = desk.asks(call, "verify_caller", "number_entry");
        desk.becomes(challenge, "declined");
        desk.servesStreams();

        assertThat(title()).hasText("The customer declined.");
        assertThat(page.locator(".reconnecting")).hasCount(0);
        neverReloaded();
    }

    @Test
    void a_reloaded_page_shows_the_same_interaction_with_its_whole_timeline() {
        String call = inACall();
        String challenge = desk.asks(call, "verify_caller", "number_entry");
        desk.becomes(challenge, "opened");
        desk.opens("voice", "inbound", "C••• D•••", 0);

        page.reload();

        assertThat(page.locator(".head-name")).containsText("A•••");
        assertThat(page.locator(".number")).hasText("47");
        assertThat(page.locator(".happening")).hasCount(3);
    }

    // ---- by hand

    @Test
    void an_interaction_is_opened_by_hand_with_the_keyboard() {
        inACall();

        page.keyboard().press("n");
        assertThat(page.locator("input[name=customer]")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#open-hint")).containsText("Give the customer");
        page.keyboard().type("100200");
        page.keyboard().press("Enter");

        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator(".item")).hasCount(3);
        assertThat(page.locator(".head-time .digits")).hasText(Pattern.compile("0:0\\d"));
        assertThat(desk.requests())
                .contains("POST /api/v1/interactions {\"channel\":\"voice\",\"direction\":\"inbound\","
                        + "\"customer_number\":\"100200\",\"agent\":\"maria\"}");
    }

    @Test
    void a_telephone_number_without_a_country_code_is_not_sent() {
        inACall();
        page.keyboard().press("n");
        page.locator("input[value=phone]").check();
        page.locator("input[name=customer]").fill("600 123 456");
        page.keyboard().press("Enter");

        assertThat(page.locator("#open-hint")).containsText("beginning with +");
        assertThat(desk.requests()).noneMatch(request -> request.startsWith("POST"));
    }

    @Test
    void an_interaction_ends_at_the_second_press_only() {
        inACall();

        page.keyboard().press("e");
        assertThat(page.locator("[aria-keyshortcuts=E]")).containsText("Sure?");
        assertThat(page.locator(".item")).hasCount(2);
        page.keyboard().press("e");

        assertThat(page.locator(".item")).hasCount(1);
        assertThat(page.locator(".head-name")).containsText("B•••");
    }

    @Test
    void keys_are_shown_and_can_be_turned_off() {
        inACall();
        page.keyboard().press("?");
        assertThat(page.locator("dialog")).containsText("Show these keys");
        page.locator("dialog input[type=checkbox]").uncheck();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);

        page.keyboard().press("1");
        page.keyboard().press("?");

        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator(".purposes .purpose")).hasCount(3);
        assertThat(desk.requests()).noneMatch(request -> request.startsWith("POST"));
    }

    // ---- widths and languages

    @ParameterizedTest
    @ValueSource(ints = {360, 390, 768, 1024, 1440, 2560})
    void nothing_is_wider_than_the_screen(int width) {
        page.setViewportSize(width, 740);
        desk.verifies(desk.asks(inACall(), "change_address", "number_entry"), 581);
        assertThat(title()).hasText("Alice Moreno");

        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        assertThat(page.evaluate("[...document.querySelectorAll('.stage, .actions, .head')]"
                        + ".every((each) => each.scrollWidth <= each.clientWidth)"))
                .isEqualTo(true);
    }

    @Test
    void at_360_pixels_only_the_centre_remains_and_the_list_is_one_press_away() {
        page.setViewportSize(360, 740);
        inACall();
        assertThat(page.locator(".side.list")).isHidden();
        assertThat(page.locator(".timeline")).isHidden();

        page.locator(".only-narrow").click();
        page.locator("dialog .item").last().click();

        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator(".head-name")).containsText("B•••");
    }

    @Test
    void the_places_of_head_stage_and_actions_do_not_move_between_states() {
        String call = inACall();
        Object asked = places();
        String challenge = desk.asks(call, "change_address", "number_entry");
        assertThat(page.locator(".number")).isVisible();
        assertThat(places()).isEqualTo(asked);
        desk.verifies(challenge, 581);
        assertThat(title()).hasText("Alice Moreno");
        assertThat(places()).isEqualTo(asked);
        desk.becomes(desk.asks(call, "change_address", "number_entry"), "declined");
        assertThat(title()).hasText("The customer declined.");
        assertThat(places()).isEqualTo(asked);
    }

    private Object places() {
        return page.evaluate("['.head', '.stage', '.actions', '.status'].map((each) => {"
                + " const box = document.querySelector(each).getBoundingClientRect();"
                + " return [box.x, box.y, box.width, each === '.status' ? 0 : box.height].join(); }).join(' ')");
    }

    @ParameterizedTest
    @CsvSource({
        "es-ES, ¿Quién llama?, «cuarenta y siete»",
        "ja-JP, どなたからの電話ですか？, 「よんじゅうなな」",
        "fr-FR, Who is calling?, “forty-seven”",
    })
    void the_console_speaks_the_language_of_the_browser(String locale, String question, String said) {
        context.close();
        visit(new Browser.NewContextOptions().setLocale(locale).setViewportSize(1440, 900));
        inACall();
        assertThat(title()).hasText(question);

        page.keyboard().press("1");

        assertThat(page.locator(".number-word")).hasText(said);
    }

    @Test
    void the_language_is_chosen_in_the_menu_and_kept() {
        inACall();
        page.locator("[aria-haspopup=dialog]").click();
        page.locator("dialog select").first().selectOption("es");
        assertThat(page.locator("dialog")).containsText("Idioma");
        page.keyboard().press("Escape");
        assertThat(title()).hasText("¿Quién llama?");

        page.reload();

        assertThat(title()).hasText("¿Quién llama?");
        assertThat(page.locator("html")).hasAttribute("lang", "es");
    }

    @Test
    void every_word_is_there_in_every_language() {
        inACall();

        Object missing = page.evaluate("""
                async () => {
                  const { LANGUAGES } = await import('/console/words.js');
                  const paths = (of, at) => Object.entries(of).flatMap(([name, value]) =>
                    typeof value === 'object' && !Array.isArray(value) ? paths(value, `${at}.${name}`) : [`${at}.${name} ${typeof value}`]);
                  const all = Object.entries(LANGUAGES).map(([tag, words]) => [tag, new Set(paths(words, ''))]);
                  return all.flatMap(([tag, own]) => all.flatMap(([other, theirs]) =>
                    [...theirs].filter((path) => !own.has(path)).map((path) => `${tag} lacks ${path} of ${other}`)));
                }""");

        assertThat((List<?>) missing).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10, ten, diez, じゅう",
        "11, eleven, once, じゅういち",
        "20, twenty, veinte, にじゅう",
        "22, twenty-two, veintidós, にじゅうに",
        "40, forty, cuarenta, よんじゅう",
        "47, forty-seven, cuarenta y siete, よんじゅうなな",
        "99, ninety-nine, noventa y nueve, きゅうじゅうきゅう",
        "07, zero seven, cero siete, ゼロ、なな",
        "00, zero zero, cero cero, ゼロ、ゼロ",
    })
    void numbers_are_written_as_they_are_said(String digits, String english, String spanish, String japanese) {
        inACall();

        Object said = page.evaluate("""
                async (digits) => {
                  const { LANGUAGES } = await import('/console/words.js');
                  return Object.values(LANGUAGES).map((each) => each.spoken(digits));
                }""", digits);

        assertThat(said).isEqualTo(List.of(english, spanish, japanese));
    }

    @Test
    void events_are_read_wherever_the_network_cuts_them() {
        inACall();

        Object read = page.evaluate("""
                async () => {
                  const { Parser } = await import('/console/stream.js');
                  const text = ': hello\\n\\nid: 7\\nevent: challenge.opened\\ndata: {"a":\\ndata: "é"}\\n\\n'
                    + 'id: 8\\r\\ndata:{"b":2}\\r\\n\\r\\ndata: not json\\n\\nid: 9\\ndata: {}\\n\\n';
                  const whole = [];
                  new Parser((event) => whole.push(event)).read(text);
                  const different = [...text].map((_, cut) => {
                    const events = [];
                    const parser = new Parser((event) => events.push(event));
                    parser.read(text.slice(0, cut));
                    parser.read(text.slice(cut));
                    return JSON.stringify(events);
                  }).filter((events) => events !== JSON.stringify(whole));
                  return JSON.stringify(whole) + different.join();
                }""");

        assertThat(read)
                .isEqualTo("[{\"id\":\"7\",\"type\":\"challenge.opened\",\"data\":{\"a\":\"é\"}},"
                        + "{\"id\":\"8\",\"type\":\"message\",\"data\":{\"b\":2}},"
                        + "{\"id\":\"9\",\"type\":\"message\",\"data\":{}}]");
    }
}
