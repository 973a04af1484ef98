package dev.countersign.service.consent;

import dev.countersign.service.platform.Organisation;
import java.net.URI;
import java.util.Locale;

/** What a text message says: who asks, and where. Nothing about whom, what or why; it lies on other people's servers. */
final class TextMessageWords {
    private TextMessageWords() {}

    static String in(Locale locale, Organisation organisation, URI page) {
        String form =
                switch (locale.getLanguage()) {
                    case "es" -> "%s tiene una pregunta para usted. Ábrala en su teléfono: %s";
                    case "ja" -> "%sからの確認です。お使いの端末で開いてください: %s";
                    default -> "%s has a question for you. Open it on your phone: %s";
                };
        return String.format(Locale.ROOT, form, organisation.name(), page);
    }
}
