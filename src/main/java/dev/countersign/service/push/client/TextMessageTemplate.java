package dev.countersign.service.push.client;

import dev.countersign.protocol.Json;
import dev.countersign.service.push.TextMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * The body that a gateway wants, with {@code {to}} and {@code {text}} where number and text belong. What is put in is
 * escaped for the body's media type, so that no text can add a member or a parameter.
 */
record TextMessageTemplate(String contentType, String body) {
    private static final String TO = "{to}";
    private static final String TEXT = "{text}";

    /**
     * Checks both.
     *
     * @throws IllegalStateException with what to set
     */
    TextMessageTemplate {
        if (!contentType.equals("application/json") && !contentType.equals("application/x-www-form-urlencoded")) {
            throw new IllegalStateException("countersign.text-messages.content-type is " + contentType
                    + " (expected: application/json or application/x-www-form-urlencoded)");
        }
        if (!body.contains(TO) || !body.contains(TEXT)) {
            throw new IllegalStateException("countersign.text-messages.body (expected: a text with {to} and {text})");
        }
    }

    /** Returns the body of one message, in UTF-8. */
    byte[] fill(TextMessage message) {
        UnaryOperator<String> escape = contentType.equals("application/json")
                ? TextMessageTemplate::inJson
                : value -> URLEncoder.encode(value, StandardCharsets.UTF_8);
        // One pass: a text that says "{to}" says just that.
        StringBuilder filled = new StringBuilder();
        int at = 0;
        while (at < body.length()) {
            if (body.startsWith(TO, at)) {
                filled.append(escape.apply(message.to()));
                at += TO.length();
            } else if (body.startsWith(TEXT, at)) {
                filled.append(escape.apply(message.text()));
                at += TEXT.length();
            } else {
                filled.append(body.charAt(at));
                at++;
            }
        }
        return filled.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The inside of a JSON string. */
    private static String inJson(String value) {
        String quoted = new String(Json.print(Json.object().textNode(value)), StandardCharsets.UTF_8);
        return quoted.substring(1, quoted.length() - 1);
    }
}
