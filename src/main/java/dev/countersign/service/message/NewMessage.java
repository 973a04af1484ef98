package dev.countersign.service.message;

import dev.countersign.protocol.message.MessageText;
import dev.countersign.service.interaction.InteractionId;
import java.util.Optional;

/**
 * What is to be sent.
 *
 * @param interaction of which it is a part
 */
public record NewMessage(MessageText words, Optional<InteractionId> interaction) {
    /** Does not tell what it says. */
    @Override
    public String toString() {
        return "NewMessage";
    }
}
