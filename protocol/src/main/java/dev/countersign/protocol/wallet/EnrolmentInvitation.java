package dev.countersign.protocol.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.net.URI;
import java.util.Optional;

/**
 * The member {@code countersign_enrolment} of a token response: where and by which code a wallet may enrol. Other
 * wallets ignore it.
 *
 * @param endpoint of enrolments
 * @param code one-time secret
 */
public record EnrolmentInvitation(URI endpoint, String code) {
    /** Its name in the token response. */
    public static final String MEMBER = "countersign_enrolment";

    /**
     * Finds it in a token response; empty when there is none.
     *
     * @throws MalformedInputException when it is not what it should be
     */
    public static Optional<EnrolmentInvitation> find(JsonNode tokenResponse) {
        return JsonMembers.of(tokenResponse, "Countersign wallet: token response")
                .optionalObject(MEMBER)
                .map(members -> new EnrolmentInvitation(members.uri("endpoint"), members.text("code")));
    }

    /** Returns the value of the member. */
    public ObjectNode toJson() {
        return Json.object().put("endpoint", endpoint.toString()).put("code", code);
    }

    @Override
    public String toString() {
        return "EnrolmentInvitation[" + endpoint + "]";
    }
}
