package dev.countersign.service.consent;

import dev.countersign.protocol.consent.CallBinding;
import java.util.Optional;

/**
 * How one challenge is tied to the conversation.
 *
 * @param code two digits that the agent says (number entry), four digits that both compare (display), or six digits that
 *     our page shows after the answer (read-back); none otherwise
 */
public record Binding(CallBinding kind, Optional<String> code) {
    @Override
    public String toString() {
        return "Binding[" + kind + "]";
    }
}
