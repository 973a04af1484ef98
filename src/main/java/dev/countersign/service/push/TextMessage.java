package dev.countersign.service.push;

/**
 * A text message. Both parts are personal or lead to somebody: it does not show itself.
 *
 * @param to telephone number in E.164 form
 * @param text as the customer reads it
 */
public record TextMessage(String to, String text) {
    @Override
    public String toString() {
        return "TextMessage";
    }
}
