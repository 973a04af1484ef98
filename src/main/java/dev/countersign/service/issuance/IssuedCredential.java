package dev.countersign.service.issuance;

import dev.countersign.protocol.statuslist.CredentialStatus;
import dev.countersign.service.holder.CustomerId;
import java.time.Instant;
import java.util.Optional;

/**
 * A credential that was issued, all its copies together. What it says about the customer is not kept.
 *
 * @param type credential configuration id
 * @param copies how many, each bound to a key of its own
 * @param reason why its status was changed, as the bank put it
 * @param wallet what the wallet told: {@code credential_accepted} and so on
 */
public record IssuedCredential(
        CredentialId id,
        CustomerId customer,
        String type,
        int copies,
        CredentialStatus status,
        Optional<String> reason,
        Optional<String> wallet,
        Instant issuedAt,
        Instant expiresAt) {}
