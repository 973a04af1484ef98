package dev.countersign.service.consent;

import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;

/** Draws the code of a call binding. */
@ApplicationScoped
class MakeBinding {
    private final Random random;

    MakeBinding(Random random) {
        this.random = random;
    }

    Binding make(CallBinding kind) {
        return switch (kind) {
            // 10..99: "seven" and "oh seven" are the same to a caller, so no leading zero.
            case NUMBER_ENTRY -> new Binding(kind, Optional.of(Integer.toString(10 + random.below(90))));
            case READ_BACK ->
                new Binding(kind, Optional.of(String.format(Locale.ROOT, "%06d", random.below(1_000_000))));
            // Digits: it is said on the phone, in any language. Four, because nobody gets to guess: people compare.
            case DISPLAY -> new Binding(kind, Optional.of(String.format(Locale.ROOT, "%04d", random.below(10_000))));
            case NONE -> new Binding(kind, Optional.empty());
        };
    }
}
