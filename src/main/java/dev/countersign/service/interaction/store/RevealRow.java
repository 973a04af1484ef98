package dev.countersign.service.interaction.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "identity_reveal")
class RevealRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "challenge_id")
    String challengeId;

    @Column(name = "interaction_id")
    String interactionId;

    String viewer;

    @Column(name = "claim_path")
    String claimPath;

    @Column(name = "revealed_at")
    Instant revealedAt;
}
