package dev.countersign.service.interaction.store;

import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.interaction.AttributesJson;
import dev.countersign.service.interaction.CoveredPaths;
import dev.countersign.service.interaction.IdentityLook;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.interaction.Mask;
import dev.countersign.service.interaction.VerifiedAttribute;
import dev.countersign.service.interaction.VerifiedIdentities;
import dev.countersign.service.interaction.VerifiedIdentity;
import dev.countersign.service.platform.ErasedDataException;
import dev.countersign.service.platform.PersonalData;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

@ApplicationScoped
class PostgresVerifiedIdentities implements VerifiedIdentities, PanacheRepositoryBase<VerifiedIdentityRow, String> {
    private static final String ATTRIBUTES = "verified_identity.attributes";

    /** More than anybody reads, and still one page. */
    private static final int MOST_LOOKS = 1_000;

    private final PersonalData personalData;

    PostgresVerifiedIdentities(PersonalData personalData) {
        this.personalData = personalData;
    }

    @Override
    @Transactional
    public void add(Interaction interaction, VerifiedIdentity identity, Duration retention, Instant verifiedAt) {
        String owner = interaction.customer().orElseThrow().value();
        VerifiedIdentityRow row = new VerifiedIdentityRow();
        row.challengeId = identity.challenge();
        row.interactionId = interaction.id().value();
        row.customerId = owner;
        row.attributes = personalData.seal(owner, ATTRIBUTES, AttributesJson.print(identity.attributes()));
        row.covered = CoveredPaths.print(identity.covered());
        row.retention = retention.toString();
        row.verifiedAt = verifiedAt;
        row.visibleUntil = identity.visibleUntil();
        persistAndFlush(row);
    }

    @Override
    @Transactional
    public List<VerifiedIdentity> visible(InteractionId interaction, Instant now) {
        return find("interactionId = ?1 and visibleUntil > ?2 order by verifiedAt", interaction.value(), now).stream()
                .map(this::read)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    @Transactional
    public void retainFrom(InteractionId interaction, Instant closedAt) {
        for (VerifiedIdentityRow row : list("interactionId", interaction.value())) {
            Instant end = closedAt.plus(Duration.parse(row.retention));
            if (end.isBefore(row.visibleUntil)) {
                row.visibleUntil = end;
            }
        }
        flush();
    }

    @Override
    @Transactional
    public void viewed(InteractionId interaction, String challenge, String viewer, Instant at) {
        IdentityViewRow row = new IdentityViewRow();
        row.interactionId = interaction.value();
        row.challengeId = challenge;
        row.viewer = viewer;
        row.viewedAt = at;
        getEntityManager().persist(row);
    }

    @Override
    @Transactional
    public List<IdentityLook> looks(InteractionId interaction) {
        return getEntityManager()
                .createQuery("from IdentityViewRow where interactionId = ?1 order by id", IdentityViewRow.class)
                .setParameter(1, interaction.value())
                .setMaxResults(MOST_LOOKS)
                .getResultStream()
                .map(row -> new IdentityLook(row.challengeId, row.viewer, row.viewedAt))
                .toList();
    }

    @Override
    @Transactional
    public boolean withdraw(String challenge) {
        return delete("challengeId", challenge) == 1;
    }

    @Override
    @Transactional
    public void forget(CustomerId customer) {
        delete("customerId", customer.value());
    }

    @Override
    @Transactional
    public int erase(Instant now) {
        return Math.toIntExact(delete("visibleUntil <= ?1", now));
    }

    // Nothing when the customer was erased: the key is gone, and with it the value.
    private Optional<VerifiedIdentity> read(VerifiedIdentityRow row) {
        try {
            byte[] json = personalData.open(row.customerId, ATTRIBUTES, row.attributes);
            List<VerifiedAttribute> attributes = AttributesJson.parse(json);
            return Optional.of(
                    new VerifiedIdentity(attributes, covered(row, attributes), row.challengeId, row.visibleUntil));
        } catch (ErasedDataException e) {
            return Optional.empty();
        }
    }

    private static Set<ClaimPath> covered(VerifiedIdentityRow row, List<VerifiedAttribute> attributes) {
        if (row.covered != null) {
            return CoveredPaths.parse(row.covered);
        }
        // Verified before anything was covered: by the usual names.
        return attributes.stream()
                .map(VerifiedAttribute::path)
                .filter(new Mask.Usual()::covers)
                .collect(Collectors.toSet());
    }
}
