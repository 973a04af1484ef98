package dev.countersign.samples.phone;

import dev.countersign.wallet.AskedClaim;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.TypedNumber;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A prompt on the screen, under a name of the screen's. */
record Asked(String id, ConsentPrompt prompt) {
    /** Returns the name of one of its claims on the screen. */
    static String claimId(int position) {
        return "claim-" + position;
    }

    /**
     * Returns what was chosen on the screen.
     *
     * @throws IllegalArgumentException when a number is missing or not two digits
     */
    Selection selection(Set<String> optional, Optional<String> number) {
        Selection selection = Selection.requiredOnly();
        List<AskedClaim> claims = prompt.claims();
        for (int i = 0; i < claims.size(); i++) {
            if (claims.get(i).isOptional() && optional.contains(claimId(i))) {
                selection = selection.with(claims.get(i));
            }
        }
        return prompt.needsNumber() ? selection.typing(new TypedNumber(number.orElse(""))) : selection;
    }
}
