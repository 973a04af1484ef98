package dev.countersign.service.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.countersign.service.TestSignIn.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.countersign.protocol.Verification;
import dev.countersign.service.access.AccountState;
import dev.countersign.service.access.AdministerStaff;
import dev.countersign.service.access.StaffAccount;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.SortableIds;
import dev.countersign.service.webhook.Receiver;
import dev.countersign.testing.Axe;
import dev.countersign.testing.Chromium;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An administrator does the whole job in a real browser, at the running service. */
@QuarkusTest
class AdministrationPagesTest {
    @Inject
    AdministerStaff staff;

    @Inject
    PublicUrl publicUrl;

    @Inject
    SortableIds ids;

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private Page page;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<Receiver> receivers = new ArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @AfterEach
    void nothing_on_the_pages_broke() {
        contexts.forEach(BrowserContext::close);
        receivers.forEach(Receiver::close);
        assertThat(complaints).as("what the page's own code threw").isEmpty();
    }

    private void signsIn(Browser.NewContextOptions options, String... roles) {
        String account = ids.make("adm");
        String password = staff.add(
                new StaffAccount(account, "Ada Example", Optional.empty(), Set.of(roles), AccountState.ACTIVE));
        BrowserContext context = Chromium.browser().newContext(options.setReducedMotion(ReducedMotion.REDUCE));
        contexts.add(context);
        page = context.newPage();
        page.onPageError(error -> complaints.add(error));
        page.navigate(publicUrl.uri().toString());
        page.locator("input[name=account]").fill(account);
        page.locator("input[name=password]").fill(password);
        page.keyboard().press("Enter");
    }

    private void administratorSignsIn() {
        signsIn(new Browser.NewContextOptions().setLocale("en").setViewportSize(1280, 900), "admin");
        assertThat(page.locator("#admin-title")).hasText("Purposes");
        assertThat(page.locator(".rows")).isVisible();
    }

    private void goes(String section) {
        page.locator(".sections a[href='#" + section + "']").click();
        assertThat(page.locator(".rows, .empty, .stack").first()).isVisible();
    }

    private void saves() {
        page.locator("button[type=submit]").click();
        assertThat(page.locator(".news-line.is-good")).hasText("Saved.");
    }

    @Test
    void an_administrator_adds_a_purpose_sees_what_the_customer_will_see_and_makes_a_new_version() {
        administratorSignsIn();
        String name = "test_" + ids.make("p").substring(2).toLowerCase(java.util.Locale.ROOT);

        page.locator(".admin-head a.button").click();
        page.locator("input[name=name]").fill(name);
        page.locator("input[name=title-en]").fill("To send you a new card");
        page.locator("input[name=title-ja]").fill("新しいカードをお送りするため");
        page.locator("select[name='claim given_name']").selectOption("required");
        page.locator("select[name='claim email']").selectOption("optional");
        assertThat(page.locator(".phone-why")).hasText("To send you a new card");
        assertThat(page.locator(".phone-asks li").first()).containsText("Given name");
        assertThat(page.locator(".phone-asks li.is-optional")).hasText("E-mail address");
        page.locator("input[name=preview-language][value=ja]").check();
        assertThat(page.locator(".phone-why")).hasText("新しいカードをお送りするため");
        assertThat(page.locator(".phone-asks li").first()).containsText("名");
        saves();

        page.locator("a.row", new Page.LocatorOptions().setHasText(name)).click();
        assertThat(page.locator("select[name='claim email']")).hasValue("optional");
        page.locator("input[name=seconds]").fill("60");
        saves();

        assertThat(page.locator("a.row", new Page.LocatorOptions().setHasText(name)))
                .containsText("Version 2");
        // Those that stayed at their first version are still there.
        assertThat(page.locator("a.row", new Page.LocatorOptions().setHasText("change_address")))
                .isVisible();
        as("staff:anybody", "admin")
                .get("/api/v1/purposes")
                .then()
                .body("items.find { it.name == '" + name + "' }.expires_in", equalTo("PT1M"))
                .body("items.find { it.name == '" + name + "' }.dcql_query.credentials[0].claims.size()", equalTo(2))
                .body(
                        "items.find { it.name == '" + name + "' }.dcql_query.credentials[0].claim_sets[1].size()",
                        equalTo(1));
    }

    @Test
    void a_purpose_without_its_words_is_not_saved_and_the_field_says_why() {
        administratorSignsIn();

        page.locator(".admin-head a.button").click();
        page.locator("input[name=name]").fill("Not Good");
        page.locator("button[type=submit]").click();

        assertThat(page.locator("input[name=name]")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("input[name=name]")).isFocused();
        assertThat(page.locator("input[name=title-en]")).hasAttribute("aria-invalid", "true");
    }

    @Test
    void a_query_that_the_list_cannot_show_is_written_by_hand() {
        administratorSignsIn();
        page.locator("a.row", new Page.LocatorOptions().setHasText("change_address"))
                .click();
        page.locator("input[name=raw]").check();
        assertThat(page.locator("textarea[name=query]")).hasValue(Pattern.compile("birthdate"));

        page.locator("textarea[name=query]").fill("{");
        page.locator("button[type=submit]").click();

        assertThat(page.locator("textarea[name=query]")).hasAttribute("aria-invalid", "true");
    }

    @Test
    void an_administrator_trusts_an_issuer_and_takes_it_back_and_both_are_on_record() {
        administratorSignsIn();
        String did = "did:web:" + ids.make("iss").replace('_', '-').toLowerCase(java.util.Locale.ROOT) + ".example";
        goes("issuers");

        page.locator(".admin-head a.button").click();
        page.locator("input[name=issuer]").fill(did);
        assertThat(page.locator("select[name=key_method]")).hasValue("did");
        page.locator("input[name=display_name]").fill("City of Springfield");
        page.locator("textarea[name=vcts]").fill("urn:springfield:resident:1\nurn:springfield:voter:1");
        saves();
        as("staff:anybody", "admin")
                .get("/api/v1/trusted_issuers?limit=200")
                .then()
                .body(
                        "items.find { it.issuer == '" + did + "' }.vcts",
                        hasItems("urn:springfield:resident:1", "urn:springfield:voter:1"));

        page.locator("a.row", new Page.LocatorOptions().setHasText(did)).click();
        page.locator("button", new Page.LocatorOptions().setHasText("Trust it no more"))
                .click();
        assertThat(page.locator(".sure [role=alert]")).containsText("Really?");
        page.locator(".sure button").first().click();

        assertThat(page.locator("a.row", new Page.LocatorOptions().setHasText(did)))
                .hasCount(0);
        assertThat(page.locator(".trail li", new Page.LocatorOptions().setHasText(did)))
                .hasCount(2);
        assertThat(page.locator(".trail li").first()).containsText("taken back by staff:");
    }

    @Test
    void a_list_that_is_longer_than_the_screen_is_shown_whole() {
        for (int i = 0; i < 12; i++) {
            as("staff:anybody", "admin")
                    .contentType("application/json")
                    .body(Map.of(
                            "issuer",
                            "did:web:long-list-" + i + ".example",
                            "display_name",
                            "City " + i,
                            "vcts",
                            List.of("urn:city:1"),
                            "key_method",
                            "did"))
                    .put("/api/v1/trusted_issuers")
                    .then()
                    .statusCode(200);
        }
        signsIn(new Browser.NewContextOptions().setLocale("en").setViewportSize(1280, 500), "admin");
        assertThat(page.locator("#admin-title")).hasText("Purposes");
        goes("issuers");
        assertThat(page.locator("a.row", new Page.LocatorOptions().setHasText("did:web:long-list-11.example")))
                .isVisible();

        assertThat(
                        (Boolean)
                                page.evaluate(
                                        "[...document.querySelectorAll('.rows')].every(list => list.scrollHeight <= list.clientHeight + 2)"))
                .isTrue();
    }

    @Test
    void the_service_s_own_refusal_is_shown_where_the_administrator_typed() {
        administratorSignsIn();
        goes("issuers");

        page.locator(".admin-head a.button").click();
        page.locator("input[name=issuer]").fill("not a name");
        page.locator("input[name=display_name]").fill("X");
        page.locator("textarea[name=vcts]").fill("urn:x");
        page.locator("button[type=submit]").click();

        assertThat(page.locator("#f-issuer-wrong")).isVisible();
        assertThat(page.locator(".news-line.is-problem")).containsText("Not saved.");
    }

    @Test
    void an_administrator_adds_a_client_whose_secret_is_shown_once_and_suspends_it() {
        administratorSignsIn();
        goes("clients");

        page.locator(".admin-head a.button").click();
        page.locator("input[name=name]").fill("Voice bot");
        saves();
        String secret = page.locator(".secret-value").innerText();
        String id = page.locator(".facts .mono").innerText();
        assertThat(token(id, secret)).isEqualTo(200);
        page.reload();
        assertThat(page.locator(".facts .mono")).hasText(id);
        assertThat(page.locator(".secret-value")).hasCount(0);

        page.locator("button", new Page.LocatorOptions().setHasText("New secret"))
                .click();
        page.locator(".sure button").first().click();
        assertThat(page.locator(".secret-value")).isVisible();
        assertThat(token(id, secret)).isEqualTo(401);
        secret = page.locator(".secret-value").innerText();
        assertThat(token(id, secret)).isEqualTo(200);

        page.locator("button", new Page.LocatorOptions().setHasText("Suspend")).click();
        page.locator(".sure button").first().click();
        assertThat(page.locator("a.row", new Page.LocatorOptions().setHasText(id)))
                .containsText("Suspended");
        assertThat(token(id, secret)).isEqualTo(401);
    }

    private static int token(String id, String secret) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_id", id)
                .formParam("client_secret", secret)
                .post("/oauth/token")
                .statusCode();
    }

    @Test
    void a_client_with_its_own_certificate_is_registered_with_its_keys() {
        administratorSignsIn();
        goes("clients");

        page.locator(".admin-head a.button").click();
        page.locator("input[name=name]").fill("CRM");
        page.locator("select[name=method]").selectOption("self_signed_tls_client_auth");
        assertThat(page.locator("input[name=bound]")).isChecked();
        page.locator("button[type=submit]").click();
        assertThat(page.locator("#f-jwks-wrong")).isVisible();
        page.locator("textarea[name=jwks]")
                .fill("{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\","
                        + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                        + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}");
        saves();

        assertThat(page.locator("a.row", new Page.LocatorOptions().setHasText("Certificate of its own making"))
                        .first())
                .isVisible();
    }

    @Test
    void an_administrator_adds_a_person_by_keyboard_only_and_suspends_them() {
        administratorSignsIn();
        goes("staff");
        String account = ids.make("kim").replace('_', '.');

        page.locator("#admin-title").focus();
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator("#admin-title")).hasText("New person");
        page.keyboard().press("Tab");
        page.keyboard().type(account);
        page.keyboard().press("Tab");
        page.keyboard().type("Kim Sample");
        page.keyboard().press("Enter");
        assertThat(page.locator(".secret-value")).isVisible();
        String password = page.locator(".secret-value").innerText();
        assertThat(session(account, password)).isEqualTo(200);

        page.locator("button", new Page.LocatorOptions().setHasText("Suspend")).click();
        page.locator(".sure button").first().click();
        assertThat(page.locator("a.row", new Page.LocatorOptions().setHasText(account)))
                .containsText("Suspended");
        assertThat(session(account, password)).isEqualTo(401);
    }

    private int session(String account, String password) {
        return given().contentType("application/json")
                .header("Origin", publicUrl.uri().toString())
                .body("{\"account\":\"%s\",\"password\":\"%s\"}".formatted(account, password))
                .post("/session")
                .statusCode();
    }

    @Test
    void keys_are_replaced_only_after_the_word_was_typed() {
        administratorSignsIn();
        goes("organisation");
        assertThat(page.locator(".key").first()).isVisible();
        int before = page.locator(".key").count();

        page.locator("input[name=uses][value=receipt]").check();
        assertThat(page.locator(".rotation button[type=submit]")).isDisabled();
        page.locator("input[name=typed]").fill("replace");
        assertThat(page.locator(".rotation button[type=submit]")).isDisabled();
        page.locator("input[name=typed]").fill("REPLACE");
        page.locator(".rotation button[type=submit]").click();

        assertThat(page.locator(".news-line.is-good")).hasText("Done. It stands in the history below.");
        assertThat(page.locator(".key")).hasCount(before + 1);
        assertThat(page.locator("input[name=typed]")).hasValue("");
        page.locator("input[name=reason][value=compromised]").check();
        assertThat(page.locator("#f-typed-hint")).hasText("Type STOLEN to confirm.");
        assertThat(page.locator("input[name=since]")).isVisible();
    }

    @Test
    void a_webhook_is_set_up_fails_is_mended_and_what_failed_is_sent_again() {
        try (Receiver receiver = new Receiver()) {
            administratorSignsIn();
            goes("webhooks");
            page.locator(".admin-head a.button").click();
            page.locator("button[type=submit]").click();
            assertThat(page.locator("#f-url-wrong")).isVisible();
            page.locator("input[name=url]").fill(receiver.uri().toString());
            page.locator("input[name=description]").fill("CRM of the test");
            saves();
            String secret = page.locator(".secret-value").innerText();
            assertThat(page.locator(".facts .state")).hasText("Enabled");

            page.locator("button", new Page.LocatorOptions().setHasText("Send a test"))
                    .click();
            assertThat(receiver.next().verify(secret)).isInstanceOf(Verification.Verified.class);
            assertThat(page.locator(".delivery").first()).containsText("Delivered");
            assertThat(page.locator(".delivery").first()).containsText("at the first attempt");

            receiver.answering(410);
            page.locator("button", new Page.LocatorOptions().setHasText("Send a test"))
                    .click();
            String message = receiver.next().id();
            assertThat(page.locator(".delivery.is-failed")).containsText("answered 410");
            assertThat(page.locator(".news-line.is-problem")).containsText("gone for good");
            assertThat(page.locator(".facts .state").first()).hasText("Disabled");
            page.locator(".delivery.is-failed .delivery-row").click();
            assertThat(page.locator(".delivery-full")).containsText(message);
            assertThat(page.locator(".tries tbody tr")).hasCount(1);
            assertThat(page.locator(".delivery-full button")).hasCount(0);

            page.locator("button", new Page.LocatorOptions().setHasText("Enable"))
                    .click();
            assertThat(page.locator(".facts .state").first()).hasText("Enabled");
            assertThat(page.locator(".secret-value")).hasCount(0);
            page.locator(".delivery-full button").click();
            assertThat(receiver.next().id()).isEqualTo(message);
            assertThat(page.locator(".delivery.is-failed")).hasCount(0);
            page.locator("button", new Page.LocatorOptions().setHasText("Send what failed again"))
                    .click();
            page.locator(".replay-failed .sure button").first().click();
            assertThat(page.locator(".news-line.is-good")).hasText("Nothing failed in this time.");
            // Nobody listens there any more.
            as("staff:anybody", "admin")
                    .delete("/api/v1/webhook_endpoints/"
                            + page.locator(".facts .mono").first().innerText())
                    .then()
                    .statusCode(204);
        }
    }

    @Test
    void a_webhook_gets_a_new_secret_is_disabled_and_deleted() {
        try (Receiver receiver = new Receiver()) {
            administratorSignsIn();
            goes("webhooks");
            page.locator(".admin-head a.button").click();
            page.locator("input[name=url]").fill(receiver.uri().toString());
            page.locator("input[name=description]").fill("CRM to be deleted");
            page.locator("input[value='interaction.opened']").check();
            saves();
            String before = page.locator(".secret-value").innerText();

            page.locator("select[name=old_valid_for]").selectOption("PT0S");
            page.locator("button", new Page.LocatorOptions().setHasText("Replace the key"))
                    .click();
            page.locator(".sure button").first().click();
            assertThat(page.locator(".secret-value")).not().hasText(before);
            String after = page.locator(".secret-value").innerText();
            page.locator("button", new Page.LocatorOptions().setHasText("Send a test"))
                    .click();
            Receiver.Received test = receiver.next();
            assertThat(test.verify(after)).isInstanceOf(Verification.Verified.class);
            assertThat(test.verify(before)).isInstanceOf(Verification.Rejected.class);
            page.reload();
            assertThat(page.locator(".delivery")).hasCount(1);
            assertThat(page.locator(".secret-value")).hasCount(0);

            page.locator("button", new Page.LocatorOptions().setHasText("Disable"))
                    .click();
            page.locator(".sure button").first().click();
            assertThat(page.locator(".news-line.is-problem")).containsText("An administrator did it.");
            assertThat(page.locator("button", new Page.LocatorOptions().setHasText("Send a test")))
                    .hasCount(0);
            page.locator("button", new Page.LocatorOptions().setHasText("Delete"))
                    .click();
            page.locator(".sure button").first().click();
            assertThat(page.locator(".news-line.is-good")).hasText("Deleted.");
            assertThat(page.locator("a.row", new Page.LocatorOptions().setHasText("CRM to be deleted")))
                    .hasCount(0);
        }
    }

    /** Puts an endpoint there with a message that was delivered and one that failed; returns where its page is. */
    private String webhook() {
        // Open until the test is over: a receiver that goes too early has not answered.
        Receiver receiver = new Receiver();
        receivers.add(receiver);
        String id = as("staff:anybody", "admin")
                .contentType("application/json")
                .body(Map.of(
                        "url",
                        receiver.uri().toString(),
                        "description",
                        "Contact-centre platform",
                        "event_types",
                        List.of("challenge.verified", "challenge.reported", "interaction.opened")))
                .post("/api/v1/webhook_endpoints")
                .path("id");
        String path = "/api/v1/webhook_endpoints/" + id + "/test";
        as("staff:anybody", "admin").contentType("application/json").post(path);
        receiver.next();
        receiver.answering(410);
        as("staff:anybody", "admin").contentType("application/json").post(path);
        receiver.next();
        return "#webhooks/" + id;
    }

    private void looksAtTheWebhook(String webhook) {
        page.navigate(publicUrl.resolve("/console/admin/") + webhook);
        assertThat(page.locator(".delivery")).hasCount(2);
        assertThat(page.locator(".news-line.is-problem")).isVisible();
        page.locator(".delivery-row").first().click();
        page.locator(".body summary").click();
        assertThat(page.locator(".tries")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440, en", "DARK, 360, es", "LIGHT, 360, ja", "DARK, 1440, en"})
    void the_page_of_a_webhook_has_room_for_every_language(ColorScheme scheme, int width, String language)
            throws IOException {
        String webhook = webhook();
        signsIn(
                new Browser.NewContextOptions()
                        .setLocale(language)
                        .setColorScheme(scheme)
                        .setViewportSize(width, 900),
                "admin");
        assertThat(page.locator(".rows")).isVisible();

        looksAtTheWebhook(webhook);

        assertThat(
                        (List<?>)
                                page.evaluate(
                                        "[document.documentElement, ...document.querySelectorAll('.admin-main, .card, .delivery, .delivery-full, .tries')]"
                                                + ".filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.className)"))
                .isEmpty();
        Files.createDirectories(SCREENSHOTS);
        String name = "webhook-%d-%s-%s".formatted(width, scheme.name().toLowerCase(Locale.ROOT), language);
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
        page.locator("#log-title").scrollIntoViewIfNeeded();
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + "-log.png")));
        page.locator(".back").click();
        assertThat(page.locator(".rows")).isVisible();
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + "-list.png")));
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 360"})
    void every_page_keeps_the_rules_of_accessibility(ColorScheme scheme, int width) throws IOException {
        signsIn(
                new Browser.NewContextOptions()
                        .setLocale("en")
                        .setColorScheme(scheme)
                        .setViewportSize(width, 900),
                "admin");
        assertThat(page.locator("#admin-title")).hasText("Purposes");
        for (String section : List.of("purposes", "issuers", "clients", "webhooks", "staff", "organisation")) {
            page.navigate(publicUrl.resolve("/console/admin/") + "#" + section);
            assertThat(page.locator(".sections [aria-current=page]")).hasAttribute("href", "#" + section);
            assertThat(page.locator(".rows, .empty, .stack").first()).isVisible();
            Axe.check(page, section);
        }
        for (String section : List.of("purposes", "issuers", "clients", "webhooks", "staff")) {
            page.navigate(publicUrl.resolve("/console/admin/") + "#" + section + "/%2B");
            assertThat(page.locator(".sections [aria-current=page]")).hasAttribute("href", "#" + section);
            assertThat(page.locator("form").first()).isVisible();
            Axe.check(page, "new in " + section);
        }
        looksAtTheWebhook(webhook());
        Axe.check(page, "a webhook");
    }

    @Test
    void an_agent_does_not_get_in_and_whoever_has_both_roles_switches() {
        signsIn(new Browser.NewContextOptions().setLocale("en").setViewportSize(1280, 900), "agent");
        assertThat(page.locator("#stage-title")).hasText("No interaction now.");
        page.navigate(publicUrl.resolve("/console/admin/").toString());
        assertThat(page.locator(".gate .lead")).containsText("may not administer");

        signsIn(new Browser.NewContextOptions().setLocale("en").setViewportSize(1280, 900), "agent", "admin");
        assertThat(page.locator("#stage-title")).hasText("No interaction now.");
        page.locator(".bar-end button[aria-haspopup=dialog]").click();
        page.locator(".faces a[href='/console/admin/']").click();
        assertThat(page.locator("#admin-title")).hasText("Purposes");
        page.locator(".faces a[href='/console/']").click();
        assertThat(page.locator("#stage-title")).hasText("No interaction now.");
    }
}
