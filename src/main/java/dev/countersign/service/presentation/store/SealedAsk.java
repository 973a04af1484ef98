package dev.countersign.service.presentation.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.openid4vp.AuthorizationRequest;
import dev.countersign.protocol.openid4vp.EphemeralEncryptionKey;
import dev.countersign.service.platform.PersonalData;
import dev.countersign.service.presentation.Asked;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What was asked and the key to open the answer, as they lie in the table: encrypted. */
@ApplicationScoped
class SealedAsk {
    private static final String OWNER = "presentation";

    private final PersonalData personalData;

    SealedAsk(PersonalData personalData) {
        this.personalData = personalData;
    }

    byte[] seal(String requestId, Asked asked) {
        ObjectNode json = Json.object();
        json.set("request", asked.request().toJson());
        asked.key().ifPresent(key -> json.set("key", Json.parse(key.secretBytes())));
        // Under the request's own name: one line's secret put into another opens nothing.
        return personalData.seal(OWNER, requestId, Json.print(json));
    }

    Asked open(String requestId, byte[] sealed) {
        ObjectNode json = Json.parseObject(personalData.open(OWNER, requestId, sealed));
        if (!(json.get("request") instanceof ObjectNode request)) {
            throw new IllegalStateException("sealed request: (expected: an object)");
        }
        return new Asked(
                AuthorizationRequest.parse(request),
                json.has("key")
                        ? Optional.of(EphemeralEncryptionKey.of(Json.print(json.path("key"))))
                        : Optional.empty());
    }
}
