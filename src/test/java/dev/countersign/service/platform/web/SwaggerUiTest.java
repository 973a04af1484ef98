package dev.countersign.service.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.testing.Chromium;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SwaggerUiTest {
    @Inject
    PublicUrl publicUrl;

    @Test
    void a_developer_reads_and_opens_an_operation_and_the_browser_refuses_nothing() {
        try (BrowserContext context = Chromium.browser().newContext()) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);

            page.navigate(publicUrl.resolve("/q/swagger-ui/").toString());
            page.locator(".opblock-summary", new Page.LocatorOptions().setHasText("/api/v1/staff"))
                    .first()
                    .click();
            page.locator(".opblock-body").first().waitFor();

            assertThat(page.locator(".info .title").innerText()).contains("Countersign");
            assertThat(complaints).isEmpty();
        }
    }
}
