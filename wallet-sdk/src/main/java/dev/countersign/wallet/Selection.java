package dev.countersign.wallet;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the Holder chose on the consent screen. Starts with the least: no optional claim, no number.
 *
 * @param chosen optional claims of the prompt to disclose as well
 * @param number as typed, where the call binding asks for one
 */
public record Selection(Set<AskedClaim> chosen, Optional<TypedNumber> number) {
    /** Copies the set. */
    public Selection {
        chosen = Set.copyOf(chosen);
    }

    /** Returns the selection of the least that answers. */
    public static Selection requiredOnly() {
        return new Selection(Set.of(), Optional.empty());
    }

    /** Returns this selection and one more optional claim. */
    public Selection with(AskedClaim optional) {
        Set<AskedClaim> more = new LinkedHashSet<>(chosen);
        more.add(optional);
        return new Selection(more, number);
    }

    /** Returns this selection with a number. */
    public Selection typing(TypedNumber typed) {
        return new Selection(chosen, Optional.of(typed));
    }
}
