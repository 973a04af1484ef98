package dev.countersign.samples.phone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Received;
import dev.countersign.wallet.Sent;

/** What came of something, in the screen's words. */
final class Outcomes {
    private Outcomes() {}

    static ObjectNode of(Opened opened) {
        if (opened instanceof Opened.Prompt) {
            return outcome("prompt");
        }
        if (opened instanceof Opened.Stranger) {
            return outcome("stranger");
        }
        if (opened instanceof Opened.NothingHeld nothing) {
            ObjectNode json =
                    outcome("nothing").put("organisation", nothing.requester().name());
            nothing.context().ifPresent(context -> json.set("purpose", PromptJson.texts(context.purpose())));
            return json;
        }
        return opened instanceof Opened.Refused refused ? outcome(word(refused.reason())) : outcome("uncheckable");
    }

    private static String word(RejectionReason reason) {
        return switch (reason) {
            case EXPIRED -> "expired";
            case MALFORMED, WRONG_TYPE, NOT_YET_VALID, TRANSACTION_DATA_MISMATCH -> "unreadable";
            case ALGORITHM_NOT_ALLOWED,
                    SIGNATURE_INVALID,
                    ISSUER_KEY_UNKNOWN,
                    ISSUER_NOT_TRUSTED,
                    CERTIFICATE_INVALID,
                    DISCLOSURE_INVALID,
                    HOLDER_BINDING_INVALID,
                    WRONG_NONCE,
                    WRONG_AUDIENCE,
                    STALE,
                    WRONG_CREDENTIAL_TYPE,
                    QUERY_NOT_SATISFIED,
                    CLAIM_INVALID,
                    REVOKED,
                    SUSPENDED,
                    STATUS_INVALID,
                    ENCRYPTION_INVALID,
                    CLIENT_INVALID,
                    REPLAYED,
                    NOT_IN_LOG,
                    NOT_WITNESSED -> "forged";
        };
    }

    static ObjectNode of(Sent sent) {
        if (sent instanceof Sent.Accepted accepted) {
            ObjectNode json = outcome("shared");
            accepted.redirect().ifPresent(page -> json.putObject("read_back").put("page", page.toString()));
            return json;
        }
        if (sent instanceof Sent.WrongNumber wrong) {
            int left = wrong.attemptsLeft().orElse(1);
            return left > 0 ? outcome("wrong_number").put("attempts_left", left) : outcome("tries_over");
        }
        if (sent instanceof Sent.Undecided) {
            return outcome("undecided");
        }
        if (sent instanceof Sent.Expired) {
            return outcome("expired");
        }
        if (sent instanceof Sent.AlreadyAnswered) {
            return outcome("answered");
        }
        if (sent instanceof Sent.Unsent) {
            return outcome("unsent");
        }
        // The bank denies access after the last wrong number.
        boolean denied = sent instanceof Sent.Refused refused && refused.error().equals("access_denied");
        return outcome(denied ? "tries_over" : "refused");
    }

    static boolean mayTryAgain(Sent sent) {
        return sent instanceof Sent.Unsent
                || (sent instanceof Sent.WrongNumber wrong
                        && wrong.attemptsLeft().orElse(1) > 0);
    }

    static ObjectNode of(Received received) {
        if (received instanceof Received.Added) {
            return outcome("added");
        }
        if (received instanceof Received.GrantRefused) {
            return outcome("wrong_code");
        }
        return received instanceof Received.Unreachable ? outcome("issuer_unreachable") : outcome("issuer_refused");
    }

    static ObjectNode outcome(String word) {
        return Json.object().put("outcome", word);
    }
}
