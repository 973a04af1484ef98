package dev.countersign.service.consent;

import dev.countersign.protocol.consent.BindingMessage;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.service.presentation.WalletProfile;
import java.time.Duration;
import java.util.Optional;

/**
 * What a desk asks for.
 *
 * @param callBinding instead of the purpose's own
 * @param expiresIn instead of the purpose's own time limit; never longer
 * @param bindingMessage a sentence that the desk and the customer both see
 */
public record NewChallenge(
        PurposeName purpose,
        Optional<CallBinding> callBinding,
        WalletProfile profile,
        Optional<Duration> expiresIn,
        Optional<BindingMessage> bindingMessage) {}
