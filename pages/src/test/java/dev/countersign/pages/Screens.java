package dev.countersign.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.countersign.protocol.Json;
import dev.countersign.testing.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Takes pictures of every screen of the console, to be looked at: {@code Screens <directory> [screen...]}, run in the
 * service's directory.
 */
final class Screens {
    private record Shot(String language, ColorScheme scheme, int width, int height) {}

    private static final Shot[] SHOTS = {
        new Shot("en", ColorScheme.LIGHT, 1440, 900),
        new Shot("en", ColorScheme.DARK, 1440, 900),
        new Shot("es", ColorScheme.LIGHT, 390, 844),
        new Shot("ja", ColorScheme.DARK, 360, 740),
        new Shot("en", ColorScheme.LIGHT, 2560, 1440),
        new Shot("ja", ColorScheme.LIGHT, 1024, 768),
    };

    private static final String SIGN_IN = "sign-in";
    private static final Map<String, BiConsumer<FixtureDesk, Page>> SCREENS = new LinkedHashMap<>();

    static {
        screen(SIGN_IN, ".gate", (desk, page) -> {});
        screen("not-asked", ".purposes", (desk, page) -> {});
        screen("waiting-number", ".number", (desk, page) -> latest(desk, "number_entry"));
        screen(
                "wrong-number",
                ".binding-hint.is-wrong",
                (desk, page) -> desk.becomes(
                        latest(desk, "number_entry"), "opened", Json.object().put("attempts_left", 2)));
        screen("waiting-code", ".code:disabled", (desk, page) -> desk.becomes(latest(desk, "read_back"), "opened"));
        screen(
                "code-due",
                ".code:enabled",
                (desk, page) -> desk.becomes(latest(desk, "read_back"), "awaiting_read_back"));
        screen("display", ".number.is-code", (desk, page) -> desk.becomes(latest(desk, "display"), "opened"));
        screen("link", ".qr", (desk, page) -> {
            latest(desk, "number_entry");
            page.locator("[aria-keyshortcuts=L]").click();
        });
        screen("verified", ".attributes", (desk, page) -> desk.verifies(latest(desk, "number_entry"), 581));
        screen("gone", ".centre.is-gone", (desk, page) -> desk.verifies(latest(desk, "number_entry"), 0));
        for (String state : List.of("declined", "expired", "cancelled", "reported")) {
            screen(state, ".centre.is-" + state, (desk, page) -> desk.becomes(latest(desk, "number_entry"), state));
        }
        screen(
                "undecided",
                ".centre.is-undecided",
                (desk, page) -> desk.becomes(
                        latest(desk, "number_entry"),
                        "undecided",
                        verdict(Json.object().put("dependency", "status-list").put("retry_after_seconds", 30))));
        screen(
                "rejected",
                ".centre.is-rejected",
                (desk, page) -> desk.becomes(
                        latest(desk, "number_entry"),
                        "rejected",
                        verdict(Json.object().put("reason", "revoked"))));
        screen("unreachable", ".centre.is-unreachable", (desk, page) -> {
            desk.customersCannotBeReached();
            page.keyboard().press("1");
        });
        screen("fallback", ".panel", (desk, page) -> {
            desk.becomes(latest(desk, "number_entry"), "declined");
            page.waitForSelector(".centre.is-declined");
            page.keyboard().press("f");
        });
        screen("prove-first", ".is-first .is-prove", (desk, page) -> {
            desk.opens("voice", "outbound", "C••• D•••", 8);
            page.waitForSelector(".is-first .is-prove");
        });
        screen("prove-waiting", ".number.is-code", (desk, page) -> {
            String challenge = desk.asks(desk.last(), "prove_it_is_us", "display");
            desk.becomes(challenge, "opened");
        });
        screen(
                "proven",
                ".centre.is-proven",
                (desk, page) -> desk.becomes(desk.asks(desk.last(), "prove_it_is_us", "display"), "verified"));
        screen(
                "impostor",
                ".centre.is-reported",
                (desk, page) -> desk.becomes(desk.asks(desk.last(), "prove_it_is_us", "display"), "reported"));
        screen("nothing-arrived", ".ways", (desk, page) -> {
            desk.sendsTextMessages();
            desk.asks(desk.last(), "change_address", "number_entry");
        });
        screen("other-ways-link", ".qr", (desk, page) -> {
            desk.sendsTextMessages();
            desk.asks(desk.last(), "change_address", "number_entry");
            page.locator(".ways [aria-keyshortcuts=L]").click();
        });
        screen("message", ".message", (desk, page) -> {
            desk.says("Your order 4711 of 22 November: new delivery address");
            latest(desk, "number_entry");
        });
        screen("revealed", ".masked.is-open", (desk, page) -> {
            desk.verifies(latest(desk, "number_entry"), 581);
            page.waitForSelector(".masked");
            page.locator(".masked").first().hover();
            page.mouse().down();
        });
        screen("decided", ".decision", (desk, page) -> {
            desk.becomes(latest(desk, "number_entry"), "declined");
            page.waitForSelector(".centre.is-declined");
            page.keyboard().press("f");
            page.locator(".decide button").first().click();
        });
        screen("pop-front", ".pop", (desk, page) -> desk.opens("voice", "inbound", "C••• D•••", 0));
        screen("pop-waits", ".pop", (desk, page) -> desk.opens("chat", "inbound", "C••• D•••", 0));
        screen(
                "pop-offer",
                "dialog",
                (desk, page) -> page.navigate(desk.uri()
                        + "?external_id=call-20261122-0815&channel=voice&direction=inbound&phone=%2B34600123456"));
        screen("keys", "dialog", (desk, page) -> page.keyboard().press("?"));
        screen("open", "dialog", (desk, page) -> page.keyboard().press("n"));
        screen("menu", "dialog", (desk, page) -> page.locator("[aria-haspopup=dialog]")
                .click());
        screen("reconnecting", ".reconnecting", (desk, page) -> desk.refusesStreams());
        screen(
                "elsewhere",
                ".elsewhere",
                (desk, page) -> desk.becomes(desk.asks(desk.first(), "verify_caller", "number_entry"), "reported"));
    }

    /** A screen is there when its mark is. */
    private static void screen(String name, String mark, BiConsumer<FixtureDesk, Page> bring) {
        SCREENS.put(name, (desk, page) -> {
            bring.accept(desk, page);
            page.waitForSelector(mark);
        });
    }

    private Screens() {}

    static Set<String> names() {
        return SCREENS.keySet();
    }

    /** Brings a page to a screen and waits until it stands there. */
    static void show(String name, FixtureDesk desk, Page page) {
        if (!name.equals(SIGN_IN)) {
            desk.alreadySignedIn();
        }
        desk.opens("email", "inbound", "J••• O•••", 940);
        String chat = desk.opens("chat", "inbound", "B••• v••• d••• B•••", 425);
        desk.verifies(desk.asks(chat, "account_question", "number_entry"), 500);
        desk.opens("voice", "outbound", "", 312);
        desk.opens("voice", "inbound", "A••• M•••", 41);
        page.navigate(desk.uri().toString());
        page.waitForSelector(name.equals(SIGN_IN) ? "form" : ".purposes");
        SCREENS.get(name).accept(desk, page);
    }

    private static ObjectNode verdict(ObjectNode verdict) {
        return Json.object().set("verdict", verdict);
    }

    private static String latest(FixtureDesk desk, String binding) {
        String challenge = desk.asks(desk.last(), "change_address", binding);
        desk.becomes(challenge, "delivered");
        return challenge;
    }

    public static void main(String[] args) throws IOException {
        Path out = Path.of(args[0]);
        try (Playwright playwright = Chromium.playwright();
                Browser browser = Chromium.launch(playwright)) {
            for (Shot shot : SHOTS) {
                for (String name : SCREENS.keySet()) {
                    if (args.length == 1 || List.of(args).contains(name)) {
                        take(browser, shot, name, out);
                    }
                }
            }
        }
    }

    private static void take(Browser browser, Shot shot, String name, Path out) throws IOException {
        try (FixtureDesk desk = FixtureDesk.start();
                BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(shot.width(), shot.height())
                        .setColorScheme(shot.scheme())
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale(shot.language())
                        .setTimezoneId("Europe/Madrid"))) {
            Page page = context.newPage();
            show(name, desk, page);
            String file = "%s-%d-%s.png"
                    .formatted(name, shot.width(), shot.scheme().name().toLowerCase(Locale.ROOT));
            page.screenshot(new Page.ScreenshotOptions().setPath(out.resolve(file)));
        }
    }
}
