package dev.countersign.service.portal;

import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.service.consent.Ask;
import dev.countersign.service.consent.PurposeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked of a customer, and what became of it.
 *
 * @param texts what the customer read, by language
 * @param asked the claims that were asked for
 * @param state as in the API
 * @param keptUntil how long the bank still shows what was shared; absent when nothing is kept
 * @param receipt its name, when there is one
 */
public record Question(
        Ask ask,
        Map<String, PurposeText> texts,
        List<ClaimPath> asked,
        String state,
        Optional<Instant> keptUntil,
        Optional<String> receipt) {
    /** Copies what it is given. */
    public Question {
        texts = Map.copyOf(texts);
        asked = List.copyOf(asked);
    }
}
