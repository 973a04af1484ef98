package dev.countersign.service.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.countersign.service.TestSignIn.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
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
import dev.countersign.wallet.TypedNumber;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A panel in a real browser: the desktop at one origin, the running service at another, a customer with the wallet that we
 * ship.
 */
@QuarkusTest
class PanelBrowserTest {
    @Inject
    AdministerStaff staff;

    @Inject
    PublicUrl publicUrl;

    @Inject
    SortableIds ids;

    @ConfigProperty(name = "countersign.panel.origins")
    URI allowedOrigin;

    private BrowserContext context;
    private Page page;
    private AgentsDesktop desktop;
    private String agent;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @BeforeEach
    void an_agent_sits_at_the_desktop() throws IOException {
        agent = ids.make("test");
        staff.add(new StaffAccount(agent, "Maria Keller", Optional.empty(), Set.of("agent"), AccountState.ACTIVE));
        desktop = AgentsDesktop.at(allowedOrigin.getPort(), publicUrl.uri());
        context = Chromium.browser()
                .newContext(new Browser.NewContextOptions().setLocale("en").setViewportSize(420, 800));
        context.onRequest(requests::add);
        page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.text()));
    }

    @AfterEach
    void the_agent_goes_home() {
        if (context != null) {
            context.close();
            desktop.close();
        }
    }

    private String call(String customerNumber) {
        return as("client:crm", "scope:interactions")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "channel", "voice", "direction", "inbound", "customer_number", customerNumber, "agent", agent))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String address(String interaction) {
        return as("client:crm", "scope:panel")
                .contentType(ContentType.JSON)
                .body(Map.of("agent", agent, "interaction", interaction))
                .post("/api/v1/panel_tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("url");
    }

    private void opens(AgentsDesktop where, String address) {
        page.navigate(where.uri().toString());
        page.waitForFunction("customElements.get('countersign-panel') !== undefined");
        page.evaluate("url => document.querySelector('countersign-panel').open(url)", address);
    }

    /** The frame is in a closed shadow tree, which no locator enters. */
    private Frame panel() {
        page.waitForCondition(() -> page.frames().size() == 2);
        return page.frames().get(1);
    }

    private List<?> told() {
        return (List<?>) page.evaluate("told");
    }

    private ConsentPrompt asked(Alice alice, String interaction) {
        String challenge = as("staff:" + agent, "agent")
                .get("/api/v1/console/desk")
                .then()
                .extract()
                .path("items.find { it.id == '" + interaction + "' }.challenge.id");
        URI request = URI.create(as("staff:" + agent, "agent")
                .get("/api/v1/challenges/" + challenge)
                .then()
                .extract()
                .path("request.uri"));
        return ((Opened.Prompt) alice.wallet().open(request)).prompt();
    }

    @Test
    void a_whole_call_in_the_desktop_of_somebody_else() throws IOException {
        Alice alice = Alice.enrolled();
        String interaction = call(alice.number());
        opens(desktop, address(interaction));
        Frame panel = panel();
        assertThat(panel.locator(".head-name")).containsText("A•••");
        page.waitForFunction("told.some(each => each.what === 'ready')");
        assertThat(panel.locator("[aria-keyshortcuts=E]")).hasCount(0);
        Axe.check(panel, "the panel");

        panel.locator(".purpose").first().click();
        assertThat(panel.locator(".number")).hasText(Pattern.compile("\\d\\d"));
        ConsentPrompt prompt = asked(alice, interaction);
        alice.wallet()
                .approve(
                        prompt,
                        Selection.requiredOnly()
                                .typing(new TypedNumber(panel.locator(".number").innerText())));

        assertThat(panel.locator("#stage-title")).hasText("Alice Example");
        page.waitForFunction("told.at(-1).state === 'verified'");
        // The desktop learns how it stands, and nothing about who it is.
        assertThat(told().toString())
                .contains(interaction)
                .doesNotContain("Alice")
                .doesNotContain("Example")
                .doesNotContain(alice.number());

        as("client:crm", "scope:interactions")
                .contentType(ContentType.JSON)
                .body(Map.of("state", "closed"))
                .patch("/api/v1/interactions/" + interaction)
                .then()
                .statusCode(200);
        assertThat(panel.locator("#stage-title")).hasText("This interaction has ended.");
        assertThat(panel.content()).doesNotContain("Alice");
        page.waitForFunction("told.at(-1).what === 'ended'");
    }

    @Test
    void the_page_around_it_reads_nothing_in_it() {
        opens(desktop, address(call("nobody-1")));
        assertThat(panel().locator(".purposes")).isVisible();

        assertThat(page.evaluate("document.querySelector('countersign-panel').shadowRoot"))
                .isNull();
        assertThat(page.evaluate("window.length")).isEqualTo(0);
        // Not even where the page makes the frame itself.
        assertThat(page.evaluate("""
                        async (url) => {
                          const frame = document.createElement('iframe');
                          frame.src = url;
                          await new Promise((loaded) => { frame.onload = loaded; document.body.append(frame); });
                          try {
                            return [frame.contentDocument, frame.contentWindow.document.body.innerText];
                          } catch (refused) {
                            return [frame.contentDocument, refused.name];
                          }
                        }""", address(call("nobody-2")))).isEqualTo(Arrays.asList(null, "SecurityError"));
        assertThat(page.evaluate(
                        "service => fetch(service + '/api/v1/panel/session').then(() => 'read', () => 'refused')",
                        publicUrl.uri().toString()))
                .isEqualTo("refused");
    }

    @Test
    void the_token_is_in_no_request_but_the_one_that_uses_it_up_and_in_no_referer_or_history() {
        String address = address(call("nobody-1"));
        String token = address.substring(address.indexOf("pnl_open_"));
        opens(desktop, address);
        Frame panel = panel();
        assertThat(panel.locator(".purposes")).isVisible();

        assertThat(requests).isNotEmpty().allSatisfy(request -> {
            String sent = request.url().replaceAll("#.*", "") + request.allHeaders();
            assertThat(sent).doesNotContain(token);
            if (request.postData() != null && request.postData().contains(token)) {
                assertThat(request.url())
                        .isEqualTo(publicUrl.resolve("/oauth/token").toString());
            }
            if (request.url().startsWith(publicUrl.uri() + "/api/")) {
                assertThat(request.allHeaders()).doesNotContainKey("referer").doesNotContainKey("cookie");
            }
        });
        assertThat(panel.evaluate("location.href").toString()).doesNotContain("pnl_");
        assertThat(panel.evaluate("() => { try { return JSON.stringify({ ...localStorage, ...sessionStorage })"
                                + " + document.cookie; } catch (refused) { return refused.name; } }")
                        .toString())
                .doesNotContain("pnl_");
    }

    @Test
    void a_panel_whose_token_was_used_says_so() {
        String address = address(call("nobody-1"));
        opens(desktop, address);
        assertThat(panel().locator(".purposes")).isVisible();

        opens(desktop, address);

        assertThat(panel().locator("#stage-title")).hasText("This panel cannot be opened.");
    }

    @Test
    void a_page_that_nobody_allowed_is_told_so_in_the_panels_place() throws IOException {
        try (AgentsDesktop stranger = AgentsDesktop.at(0, publicUrl.uri())) {
            String address = address(call("nobody-1"));
            opens(stranger, address);

            page.waitForFunction("told.some(each => each.why === 'forbidden')");
            assertThat(page.frames()).hasSize(1);
            // What opens the panel was not touched: the agent can still open it where it belongs.
            opens(desktop, address);
            assertThat(panel().locator(".purposes")).isVisible();
        }
    }

    @Test
    void a_page_that_frames_the_panel_by_itself_to_have_clicks_stolen_gets_an_empty_frame() throws IOException {
        try (AgentsDesktop stranger = AgentsDesktop.at(0, publicUrl.uri())) {
            page.navigate(stranger.uri().toString());
            page.evaluate(
                    "url => { const frame = document.createElement('iframe'); frame.src = url;"
                            + " document.body.append(frame); }",
                    address(call("nobody-1")));

            page.waitForCondition(() -> complaints.stream().anyMatch(each -> each.contains("frame-ancestors")));
            assertThat(requests).noneMatch(request -> request.url().endsWith("/panel/main.js"));
        }
    }

    @Test
    void an_address_of_another_service_is_not_framed() {
        opens(desktop, "https://evil.example.com/panel/#token=x");

        page.waitForFunction("told.some(each => each.why === 'address')");
        assertThat(page.frames()).hasSize(1);
    }

    @Test
    void a_window_that_is_not_the_frames_parent_gets_no_channel() {
        opens(desktop, address(call("nobody-1")));
        Frame panel = panel();
        assertThat(panel.locator(".purposes")).isVisible();

        // A message of the panel's own window, as a script in another frame could send one by a reference to it.
        Object answered = panel.evaluate("""
                async () => {
                  const { port1, port2 } = new MessageChannel();
                  const answer = new Promise((resolve) => { port1.onmessage = () => resolve('answered'); });
                  window.postMessage({ type: 'countersign-hello' }, '*', [port2]);
                  await fetch('/panel/origin');
                  return Promise.race([answer, new Promise((resolve) => requestIdleCallback(() => resolve('silent')))]);
                }""");

        assertThat(answered).isEqualTo("silent");
    }
}
