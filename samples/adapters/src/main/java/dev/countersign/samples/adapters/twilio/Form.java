package dev.countersign.samples.adapters.twilio;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A form, each name once. */
final class Form {
    private Form() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when an escape is broken, or a name occurs twice
     */
    static Map<String, String> parse(String body) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : body.isEmpty() ? new String[0] : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (form.put(name, value) != null) {
                throw new IllegalArgumentException("form: a name twice");
            }
        }
        return form;
    }

    /** Returns a member that must be there. */
    static String required(Map<String, String> form, String name) {
        String value = form.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("form: no " + name);
        }
        return value;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
