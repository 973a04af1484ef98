package dev.countersign.samples.bot;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.io.IOException;
import net.minidev.json.JSONObject;

/** The act: what happens when the customer consents, and what is said when not. */
final class ChangeAddress {
    private static final String MESSAGE = "The bot changes your delivery address in this chat.";

    private final AskConsent askConsent;
    private final Conversation conversation;

    ChangeAddress(AskConsent askConsent, Conversation conversation) {
        this.askConsent = askConsent;
        this.conversation = conversation;
    }

    /** Returns whether it acted. */
    boolean run(String customer) throws IOException, InterruptedException {
        Consent consent = askConsent.ask(new Question(customer, MESSAGE));
        if (consent instanceof Consent.Given given) {
            conversation.say("Thank you, " + name(given) + ". Your address is changed.");
            return true;
        }
        conversation.say(
                switch (((Consent.Refused) consent).error()) {
                    case "access_denied" -> "As you wish: nothing was changed.";
                    case "expired_token" -> "There was no answer on your phone, so nothing was changed.";
                    // The same words whether there is no such customer or no wallet: a stranger learns nothing.
                    default -> "I cannot do this here. A colleague will call you back.";
                });
        return false;
    }

    private static String name(Consent.Given given) {
        try {
            JSONObject claims = JSONObjectUtils.getJSONObject(given.claims().toJSONObject(), "verified_claims");
            return JSONObjectUtils.getString(JSONObjectUtils.getJSONObject(claims, "claims"), "given_name");
        } catch (ParseException e) {
            // The purpose asks for no name, or the customer gave none.
            return "dear customer";
        }
    }
}
