package dev.countersign.service.consent.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words of the page with the code, in one language. */
record ReadBackPage(String language, String lead, String hint, String overLead, String overHint) {
    private static final ReadBackPage ENGLISH = new ReadBackPage(
            "en",
            "Tell the agent this code",
            "Only then can the agent see what you shared. Nobody else needs this code.",
            "This code is not in use any more",
            "If you are still on the call, ask the agent to send a new request.");
    private static final Map<String, ReadBackPage> LANGUAGES = Map.of(
            "en",
            ENGLISH,
            "es",
            new ReadBackPage(
                    "es",
                    "Diga este código al agente",
                    "Solo entonces el agente verá lo que ha compartido. Nadie más necesita este código.",
                    "Este código ya no se usa",
                    "Si sigue en la llamada, pida al agente que envíe una nueva solicitud."),
            "ja",
            new ReadBackPage(
                    "ja",
                    "このコードを担当者に伝えてください",
                    "担当者が内容を確認できるのは、その後です。他の人には教えないでください。",
                    "このコードは現在使われていません",
                    "通話中の場合は、担当者に新しい確認を依頼してください。"));

    static ReadBackPage in(List<Locale> wanted) {
        return wanted.stream()
                .map(Locale::getLanguage)
                .filter(LANGUAGES::containsKey)
                .findFirst()
                .map(LANGUAGES::get)
                .orElse(ENGLISH);
    }

    /** Shows six digits in two groups, as they are read aloud. */
    String showing(String code) {
        String grouped = code.substring(0, 3) + " " + code.substring(3);
        return html(
                lead,
                "<p class=\"code\" aria-label=\"" + String.join(" ", code.split("")) + "\">" + grouped + "</p>",
                hint);
    }

    String over() {
        return html(overLead, "", overHint);
    }

    private String html(String title, String middle, String last) {
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%s</title>
                <link rel="stylesheet" href="/read-back.css">
                </head>
                <body><main><h1>%s</h1>%s<p class="hint">%s</p></main></body>
                </html>
                """.formatted(language, title, title, middle, last);
    }
}
