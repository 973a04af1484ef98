package dev.countersign.samples.crm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.countersign.protocol.Json;
import dev.countersign.samples.bank.Api;
import dev.countersign.samples.bank.ServiceProcess;
import dev.countersign.samples.bank.ServiceSettings;
import dev.countersign.samples.bank.SignIns;
import dev.countersign.samples.phone.Phone;
import dev.countersign.samples.phone.PhoneOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CRM at one origin, the packaged service at another, and a phone: a whole call. */
class CrmCallIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String CUSTOMER = "C-104711";

    @TempDir
    Path data;

    @Test
    void an_agent_verifies_a_caller_without_leaving_the_crm() throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "skipped: there is no /usr/bin/chromium (Debian's package chromium)");
        SignIns signIns = SignIns.drawn();
        int crmPort = freePort();
        ServiceSettings settings = new ServiceSettings(
                Path.of(System.getProperty("countersign.service.jar")),
                freePort(),
                data,
                signIns,
                Map.of("countersign.panel.origins", "http://127.0.0.1:" + crmPort));
        CompletableFuture<String> said = new CompletableFuture<>();
        try (ServiceProcess service = ServiceProcess.start(settings);
                Phone phone = Phone.start(PhoneOptions.in(data.resolve("phone")).onPort(0));
                Crm crm = Crm.start(new CrmSettings(
                        settings.publicUrl(),
                        new CrmSettings.Client(signIns.client(), signIns.clientSecret()),
                        signIns.agent(),
                        crmPort));
                Playwright playwright = playwright();
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(CHROMIUM)
                                .setArgs(List.of("--no-sandbox", "--disable-gpu")))) {
            enrol(Api.asClient(settings.publicUrl(), signIns), phone);
            phone.approveAutomatically(prompt -> said.join());
            Page page = browser.newPage(new Browser.NewPageOptions().setLocale("en"));
            page.navigate(crm.address().toString());

            page.locator("#call button").click();
            page.waitForCondition(() -> page.frames().size() == 2);
            Frame panel = page.frames().get(1);
            assertThat(panel.locator(".head-name")).containsText("A•••");
            assertThat(page.locator("#change")).isDisabled();

            panel.locator(".purpose").first().click();
            assertThat(panel.locator(".number")).hasText(Pattern.compile("\\d\\d"));
            said.complete(panel.locator(".number").innerText());

            assertThat(panel.locator("#stage-title")).hasText("Alice Example");
            assertThat(page.locator("#badge")).hasText("Verified");
            assertThat(page.locator("#change")).isEnabled();
            // The CRM knows that somebody was verified; who it is stays in the panel.
            assertThat(page.content()).doesNotContain("Alice");

            page.locator("#end").click();
            assertThat(page.locator("#call")).isVisible();
            page.waitForCondition(() -> page.frames().size() == 1);
        }
    }

    private static Playwright playwright() {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    /** The bank registers an invented customer and gives them a card. */
    private static void enrol(Api bank, Phone phone) throws IOException, InterruptedException {
        ObjectNode customer = Json.object()
                .put("customer_number", CUSTOMER)
                .put("display_name", "Alice Example")
                .put("locale", "en");
        customer.putArray("phones");
        bank.post("/api/v1/customers", customer);
        ObjectNode offer = Json.object().put("tx_code", true);
        offer.putArray("credential_configuration_ids").add("bank_customer");
        ObjectNode claims = offer.putObject("claims")
                .put("customer_number", CUSTOMER)
                .put("given_name", "Alice")
                .put("family_name", "Example")
                .put("birthdate", "1990-04-01")
                .put("email", "alice@example.com")
                .put("phone_number", "+12025550143")
                .put("account_reference", "\u2026 4711");
        claims.putObject("address")
                .put("street_address", "1 Sample Street")
                .put("locality", "Springfield")
                .put("postal_code", "12345")
                .put("country", "US");
        JsonNode offered = bank.post("/api/v1/customers/" + CUSTOMER + "/credential_offers", offer);
        phone.add(
                offered.path("credential_offer_uri").asText(),
                Optional.of(offered.path("tx_code").asText()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
