package dev.countersign.service.presentation;

import dev.countersign.protocol.openid4vp.AuthorizationRequest;
import dev.countersign.protocol.openid4vp.EphemeralEncryptionKey;
import java.util.Optional;

/**
 * What was asked.
 *
 * @param key to which the answer is encrypted; empty when it comes in the clear
 */
public record Asked(AuthorizationRequest request, Optional<EphemeralEncryptionKey> key) {}
