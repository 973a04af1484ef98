package dev.countersign.service.consent.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "consent_challenge")
class ChallengeRow {
    @Id
    String id;

    @Column(name = "interaction_id")
    String interactionId;

    @Column(name = "customer_id")
    String customerId;

    @Column(name = "purpose_name")
    String purposeName;

    @Column(name = "purpose_version")
    int purposeVersion;

    @Column(name = "call_binding")
    String callBinding;

    @Column(name = "binding_code")
    @Nullable
    String bindingCode;

    @Column(name = "wallet_profile")
    String walletProfile;

    @Column(name = "asked_by")
    String askedBy;

    @Column(name = "agent_name")
    String agentName;

    @Column(name = "transaction_id")
    String transactionId;

    @Column(name = "request_uri")
    String requestUri;

    @Column(name = "page_token")
    String pageToken;

    @Column(name = "binding_message")
    byte @Nullable [] bindingMessage;

    String state;

    @Column(name = "failed_attempts")
    int failedAttempts;

    @Column(name = "asked_at")
    Instant askedAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable
    String verdict;

    @Column(name = "response_code")
    byte @Nullable [] responseCode;

    @Column(name = "held_answer")
    byte @Nullable [] heldAnswer;
}
