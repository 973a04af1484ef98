package dev.countersign.service.consent.web;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words of the page that brings a request to a customer, in one language. All that the page may ever say is in it; its
 * script only chooses which part is seen.
 */
record RequestPage(String language, Map<String, String> words) {
    private static final RequestPage ENGLISH = new RequestPage(
            "en",
            Map.ofEntries(
                    Map.entry("asks", "%s has a question for you"),
                    Map.entry("scan", "Open your bank’s app and scan this code."),
                    Map.entry("alt", "Code to scan with your bank’s app"),
                    Map.entry("tap", "Open it in your bank’s app"),
                    Map.entry("tap_hint", "Your app shows who asks and why. You decide there."),
                    Map.entry("here", "The app is on this device"),
                    Map.entry("other", "The app is on another phone"),
                    Map.entry("opened", "Look at your phone"),
                    Map.entry("opened_hint", "The question is open in your app. This page goes on by itself."),
                    Map.entry("done", "Done"),
                    Map.entry("done_hint", "Go on in your chat or call. You can close this page."),
                    Map.entry("over", "This link is not in use any more"),
                    Map.entry("over_hint", "If you are still in contact with your bank, ask for a new link."),
                    Map.entry("warning", "Nobody from %s sent you here? Close this page.")));
    private static final Map<String, RequestPage> LANGUAGES = Map.of(
            "en",
            ENGLISH,
            "es",
            new RequestPage(
                    "es",
                    Map.ofEntries(
                            Map.entry("asks", "%s tiene una pregunta para usted"),
                            Map.entry("scan", "Abra la app de su banco y escanee este código."),
                            Map.entry("alt", "Código para escanear con la app de su banco"),
                            Map.entry("tap", "Abrir en la app de su banco"),
                            Map.entry("tap_hint", "Su app le muestra quién pregunta y por qué. Usted decide allí."),
                            Map.entry("here", "La app está en este dispositivo"),
                            Map.entry("other", "La app está en otro teléfono"),
                            Map.entry("opened", "Mire su teléfono"),
                            Map.entry("opened_hint", "La pregunta está abierta en su app. Esta página avanza sola."),
                            Map.entry("done", "Listo"),
                            Map.entry("done_hint", "Continúe en su chat o llamada. Puede cerrar esta página."),
                            Map.entry("over", "Este enlace ya no se usa"),
                            Map.entry("over_hint", "Si sigue en contacto con su banco, pida un enlace nuevo."),
                            Map.entry("warning", "¿Nadie de %s le ha enviado aquí? Cierre esta página."))),
            "ja",
            new RequestPage(
                    "ja",
                    Map.ofEntries(
                            Map.entry("asks", "%sからの確認のお願いです"),
                            Map.entry("scan", "銀行のアプリを開いて、このコードを読み取ってください。"),
                            Map.entry("alt", "銀行のアプリで読み取るコード"),
                            Map.entry("tap", "銀行のアプリで開く"),
                            Map.entry("tap_hint", "誰が何のために尋ねているかがアプリに表示されます。お答えはそこで選べます。"),
                            Map.entry("here", "この端末のアプリで開く"),
                            Map.entry("other", "別のスマートフォンのアプリで開く"),
                            Map.entry("opened", "スマートフォンをご覧ください"),
                            Map.entry("opened_hint", "アプリに表示されています。このページは自動で進みます。"),
                            Map.entry("done", "完了しました"),
                            Map.entry("done_hint", "チャットまたは通話をお続けください。このページは閉じてかまいません。"),
                            Map.entry("over", "このリンクは現在使われていません"),
                            Map.entry("over_hint", "銀行とご連絡中の場合は、新しいリンクをお求めください。"),
                            Map.entry("warning", "%sから案内されていない場合は、このページを閉じてください。"))));

    static RequestPage in(List<Locale> wanted) {
        return wanted.stream()
                .map(Locale::getLanguage)
                .filter(LANGUAGES::containsKey)
                .findFirst()
                .map(LANGUAGES::get)
                .orElse(ENGLISH);
    }

    /**
     * The page of a request that can be answered.
     *
     * @param picture the request as a data URI
     */
    String showing(String organisation, URI request, String picture) {
        String link = escaped(request.toString());
        return html(escaped(word("asks").formatted(organisation)), " data-live=\"true\"", """
                <section data-part="waiting">
                <h1>%s</h1>
                <div class="ways">
                <div class="scan"><p>%s</p><img src="%s" alt="%s" width="260" height="260"></div>
                <div class="tap"><a class="button" href="%s">%s</a><p class="hint">%s</p></div>
                <details class="else-scan"><summary>%s</summary><p>%s</p><img src="%s" alt="%s" width="220" height="220"></details>
                <p class="else-tap"><a href="%s">%s</a></p>
                </div>
                </section>
                %s%s%s<p class="warning">%s</p>
                """.formatted(
                        escaped(word("asks").formatted(organisation)),
                        word("scan"),
                        picture,
                        word("alt"),
                        link,
                        word("tap"),
                        word("tap_hint"),
                        word("other"),
                        word("scan"),
                        picture,
                        word("alt"),
                        link,
                        word("here"),
                        part("opened", "hidden"),
                        part("done", "hidden"),
                        part("over", "hidden"),
                        escaped(word("warning").formatted(organisation))));
    }

    /** The page of what is over, and of what never was. */
    String over() {
        return html(word("over"), "", part("over", ""));
    }

    private String part(String name, String hidden) {
        return """
                <section data-part="%s" class="end" %s><span class="shape" aria-hidden="true"></span><h1 tabindex="-1">%s</h1><p class="hint">%s</p></section>
                """.formatted(name, hidden, word(name), word(name + "_hint"));
    }

    private String word(String name) {
        return words.getOrDefault(name, "");
    }

    private String html(String title, String attributes, String body) {
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="robots" content="noindex">
                <title>%s</title>
                <link rel="stylesheet" href="/request-page.css">
                <script type="module" src="/request-page.js"></script>
                </head>
                <body><main%s aria-live="polite">%s</main></body>
                </html>
                """.formatted(language, title, attributes, body);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
