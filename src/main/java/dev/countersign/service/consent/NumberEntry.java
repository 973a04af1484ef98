package dev.countersign.service.consent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.openid4vp.VerifiedPresentation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** The number that the Holder typed, inside the key binding that they signed. */
public final class NumberEntry {
    private NumberEntry() {}

    /**
     * Returns whether every presentation of the answer carries this number: one signed without it was not made on the screen that
     * asked for it.
     */
    public static boolean matches(String number, VerifiedPresentation presentation) {
        byte[] expected = number.getBytes(StandardCharsets.UTF_8);
        return presentation.credentials().values().stream()
                .flatMap(List::stream)
                .allMatch(credential -> {
                    JsonNode typed = credential.keyBindingClaims().path(CallBinding.NUMBER_CLAIM);
                    return typed.isTextual()
                            && MessageDigest.isEqual(expected, typed.asText().getBytes(StandardCharsets.UTF_8));
                });
    }
}
