package dev.countersign.samples.bot;

/**
 * What the bot wants to do, and for whom.
 *
 * @param customer customer number, or telephone number in E.164 form
 * @param message one sentence that the customer reads on the phone and hears from the bot; at most 250 characters
 */
public record Question(String customer, String message) {
    @Override
    public String toString() {
        return "Question";
    }
}
