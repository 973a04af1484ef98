package dev.countersign.service.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.countersign.service.TestSignIn.as;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.countersign.service.access.AccountState;
import dev.countersign.service.access.AdministerStaff;
import dev.countersign.service.access.StaffAccount;
import dev.countersign.service.consent.Alice;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.SortableIds;
import dev.countersign.testing.Chromium;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.TypedNumber;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A supervisor's page beside real calls that end in one way or another: the running service, the wallet that we ship. */
@QuarkusTest
class SupervisorLiveTest {
    @Inject
    AdministerStaff staff;

    @Inject
    PublicUrl publicUrl;

    @Inject
    SortableIds ids;

    private Page page;

    @BeforeEach
    void a_supervisor_signs_in() {
        String account = ids.make("test");
        String password = staff.add(
                new StaffAccount(account, "Sven Berg", Optional.empty(), Set.of("supervisor"), AccountState.ACTIVE));
        page = Chromium.browser()
                .newContext(new Browser.NewContextOptions().setLocale("en").setViewportSize(1440, 900))
                .newPage();
        page.navigate(publicUrl.resolve("/console/supervisor/").toString());
        page.locator("input[name=account]").fill(account);
        page.locator("input[name=password]").fill(password);
        page.keyboard().press("Enter");
        assertThat(page.locator(".tile")).hasCount(6);
    }

    @AfterEach
    void the_supervisor_goes_home() {
        if (page != null) {
            page.context().close();
        }
    }

    private Locator figure(String label) {
        return page.locator(".tile[aria-label='" + label + "'] .tile-figure");
    }

    private int now(String label) {
        return Integer.parseInt(figure(label).innerText().replace(",", ""));
    }

    private void becomes(String label, int count) {
        assertThat(figure(label)).hasText("%,d".formatted(count));
    }

    private record Call(Alice alice, String interaction, JsonPath challenge) {
        ConsentPrompt prompt() {
            URI request = URI.create(challenge.getString("request.uri"));
            return ((Opened.Prompt) alice.wallet().open(request)).prompt();
        }
    }

    private static Call asked() {
        Alice alice = Alice.enrolled();
        String interaction = as("staff:live", "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("channel", "voice", "direction", "inbound", "customer_number", alice.number()))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        JsonPath challenge = as("staff:live", "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("purpose", "verify_caller"))
                .post("/api/v1/interactions/" + interaction + "/challenges")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new Call(alice, interaction, challenge);
    }

    @Test
    void each_call_is_in_the_figures_as_soon_as_it_has_ended() {
        int asked = now("Asked");
        int verified = now("Verified");
        int declined = now("Declined");
        int reported = now("Fraud reports");
        int fallback = now("Fallback questions");

        Call first = asked();
        becomes("Asked", asked + 1);
        first.alice()
                .wallet()
                .approve(
                        first.prompt(),
                        Selection.requiredOnly()
                                .typing(new TypedNumber(first.challenge().getString("number"))));
        becomes("Verified", verified + 1);

        Call second = asked();
        second.alice().wallet().decline(second.prompt());
        becomes("Declined", declined + 1);
        as("staff:live", "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("outcome", "passed"))
                .post("/api/v1/interactions/" + second.interaction() + "/fallback")
                .then()
                .statusCode(200);
        becomes("Fallback questions", fallback + 1);

        Call third = asked();
        third.alice().wallet().report(third.prompt());
        becomes("Fraud reports", reported + 1);
        assertThat(page.locator("#shouted")).containsText("fraud report");
        page.locator(".report-link").first().click();
        assertThat(page.locator("dialog")).containsText(third.interaction());
        assertThat(page.locator("dialog")).containsText("live");
        assertThat(page.locator("dialog")).not().containsText(third.alice().number());
    }
}
