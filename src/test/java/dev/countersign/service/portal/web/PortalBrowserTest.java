package dev.countersign.service.portal.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.countersign.service.Eventually;
import dev.countersign.service.consent.Alice;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.portal.Conversation;
import dev.countersign.service.portal.Visitor;
import dev.countersign.testing.Axe;
import dev.countersign.testing.Chromium;
import dev.countersign.testing.Room;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Sent;
import dev.countersign.wallet.TypedNumber;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer at the portal, in a real browser, with the running service and the wallet that we ship. */
@QuarkusTest
class PortalBrowserTest {
    private static final int WIDE = 1280;
    private static final int NARROW = 360;
    private static final int HEIGHT = 800;

    @Inject
    PublicUrl publicUrl;

    private BrowserContext context;
    private Page page;
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void sitDown() {
        context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setLocale("en")
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setViewportSize(WIDE, HEIGHT));
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
        assertThat(complaints).isEmpty();
    }

    private void opens(String hash) {
        page.navigate(publicUrl.resolve("/portal/") + hash);
    }

    private void signedIn(Alice alice, String hash) {
        context.addCookies(
                List.of(new Cookie("countersign_portal", Visitor.signedIn(alice).cookie("countersign_portal"))
                        .setUrl(publicUrl.uri().toString())
                        .setHttpOnly(true)
                        .setSameSite(SameSiteAttribute.STRICT)));
        opens(hash);
    }

    private Locator title() {
        return page.locator("h1");
    }

    /** As everybody may see it: wide and light, narrow and dark, in every language. */
    private void looks(String name) throws IOException {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(WIDE, HEIGHT);
        Axe.check(page, name + ", light and wide");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.setViewportSize(NARROW, HEIGHT);
        for (String language : List.of("es", "ja", "en")) {
            page.locator("button[lang=" + language + "]").click();
            assertThat(page.locator("html")).hasAttribute("lang", language);
            Room.check(page, name + " in " + language);
        }
        Axe.check(page, name + ", dark and narrow");
        page.setViewportSize(WIDE, HEIGHT);
    }

    @Test
    void a_customer_signs_in_with_the_wallet_looks_verifies_withdraws_and_signs_out_by_keyboard_alone()
            throws Exception {
        Alice alice = Alice.enrolled();
        Conversation.of(alice);

        opens("");
        assertThat(page.locator(".number output")).hasText(Pattern.compile("[1-9][0-9]"));
        looks("signing in");
        Opened opened =
                alice.wallet().open(URI.create(page.locator(".else-tap a").getAttribute("href")));
        assertThat(page.locator("#number-label")).containsText("Look at your phone");
        Sent sent = alice.wallet()
                .approve(
                        ((Opened.Prompt) opened).prompt(),
                        Selection.requiredOnly()
                                .typing(new TypedNumber(
                                        page.locator(".number output").textContent())));
        assertThat(sent).isInstanceOf(Sent.Accepted.class);

        assertThat(title()).hasText("Conversations");
        assertThat(title()).isFocused();
        assertThat(page.locator(".card")).containsText("You called us");
        looks("conversations");

        presses(".card");
        assertThat(page.locator("section .looks li")).containsText("saw what you shared");
        presses(".steps-all summary");
        assertThat(page.locator(".steps-all li").first()).containsText("It began");
        assertThat(page.locator(".panel")).containsText("First name, Last name, Customer number");
        looks("one conversation");

        presses(".panel button");
        presses(".sure button:nth-of-type(1)");
        assertThat(page.locator(".panel")).containsText("Withdrawn. What you shared is erased here.");

        presses("nav li:nth-child(2) a");
        assertThat(title()).hasText("Receipts");
        verifies("Verified in this browser");
        assertThat(page.locator(".steps li.ok")).hasCount(5);
        looks("receipts");

        presses("nav li:nth-child(3) a");
        assertThat(title()).hasText("My data");
        presses("section:nth-of-type(2) > button");
        presses(".sure button:nth-of-type(1)");
        assertThat(page.locator(".erasure")).containsText("Asked, not decided yet");
        looks("my data");

        presses(".top > button");
        assertThat(page.locator(".notice")).hasText("You have signed out.");
        assertThat(page.locator(".number output")).isVisible();
    }

    private void presses(String selector) {
        page.locator(selector).first().focus();
        page.keyboard().press("Enter");
    }

    /** The log takes a second: the customer presses again until it is there. */
    private void verifies(String outcome) throws InterruptedException {
        Eventually.holds(() -> {
            presses(".receipt > button");
            page.locator(".verdict").waitFor();
            return !page.locator(".verdict").textContent().contains("Not everything can be checked now");
        });
        assertThat(page.locator(".verdict h3")).containsText(outcome);
    }

    @Test
    void a_bank_that_changes_a_receipt_its_words_or_its_log_is_found_out_by_the_browser() throws Exception {
        Alice alice = Alice.enrolled();
        Conversation.of(alice);
        signedIn(alice, "#/receipts");
        verifies("Verified in this browser");

        Object found = page.evaluate("""
                async () => {
                  const { verifyReceipt } = await import('/portal/verify.js');
                  const { items: [item] } = await (await fetch('/portal/v1/receipts')).json();
                  const proof = await (await fetch(`/portal/v1/receipts/${item.id}/proof`)).text();
                  const did = await (await fetch('/.well-known/did.json')).json();
                  const good = { receipt: item.receipt, texts: item.texts, proof, did };
                  const [header, claims, signature] = item.receipt.split('.');
                  const other = claims.slice(0, 40) + (claims[40] === 'A' ? 'B' : 'A') + claims.slice(41);
                  const cases = {
                    none: good,
                    claims: { ...good, receipt: [header, other, signature].join('.') },
                    signature: { ...good, receipt: [header, claims, 'A'.repeat(86)].join('.') },
                    unsigned: { ...good, receipt: [btoa('{"alg":"none","typ":"countersign-receipt+jwt"}').replaceAll('=', ''), claims, ''].join('.') },
                    key: { ...good, did: { ...did, assertionMethod: [] } },
                    words: { ...good, texts: { ...item.texts, en: { title: 'To give you money', description: '' } } },
                    root: { ...good, proof: proof.replace(/\\n\\n([^\\n]+\\n[0-9]+\\n)[^\\n]{4}/, '\\n\\n$1AAAA') },
                    index: { ...good, proof: proof.replace(/index (\\d+)/, (all, n) => `index ${Number(n) + 1}`) },
                    text: { ...good, proof: 'c2sp.org/tlog-proof@v2\\n' + proof },
                    empty: { ...good, proof: '' },
                    waiting: { ...good, proof: undefined },
                  };
                  const found = {};
                  for (const [name, each] of Object.entries(cases)) {
                    const { steps } = await verifyReceipt(each);
                    found[name] = steps.filter((step) => step.result !== 'ok').map((step) => `${step.name} ${step.result}`)[0] ?? 'ok';
                  }
                  return found;
                }""");

        assertThat(found)
                .isEqualTo(Map.ofEntries(
                        Map.entry("none", "ok"),
                        Map.entry("claims", "signature bad"),
                        Map.entry("signature", "signature bad"),
                        Map.entry("unsigned", "signature bad"),
                        Map.entry("key", "signature bad"),
                        Map.entry("words", "words bad"),
                        Map.entry("root", "checkpoint bad"),
                        Map.entry("index", "inclusion bad"),
                        Map.entry("text", "checkpoint bad"),
                        Map.entry("empty", "checkpoint bad"),
                        Map.entry("waiting", "checkpoint unknown")));
    }

    @Test
    void a_session_that_ended_is_told_and_the_page_offers_to_sign_in_again() {
        Alice alice = Alice.enrolled();
        signedIn(alice, "");
        assertThat(title()).hasText("Conversations");
        assertThat(page.locator(".empty")).containsText("No conversations yet");

        context.clearCookies();
        presses("nav li:nth-child(2) a");

        assertThat(page.locator(".notice")).containsText("You have been signed out");
        assertThat(page.locator(".number output")).isVisible();
    }

    @Test
    void every_text_is_there_in_every_language_and_the_page_lets_nothing_else_run() {
        var answer = page.navigate(publicUrl.resolve("/portal").toString());

        assertThat(answer.headers().get("content-security-policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.evaluate("""
                async () => {
                  const { ALL_WORDS } = await import('/portal/words.js');
                  const keys = Object.keys(ALL_WORDS.en).sort().join();
                  return Object.entries(ALL_WORDS)
                    .filter(([, words]) => Object.keys(words).sort().join() !== keys || Object.values(words).some((text) => !text))
                    .map(([language]) => language).join();
                }""")).isEqualTo("");
    }
}
