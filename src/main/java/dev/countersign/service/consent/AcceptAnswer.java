package dev.countersign.service.consent;

import dev.countersign.protocol.consent.ConsentReceipt;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.Interactions;
import dev.countersign.service.interaction.RecordIdentity;
import dev.countersign.service.interaction.VerifiedAttribute;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes a good answer count: the agent may see it, and both sides get a receipt. In the caller's transaction. */
@ApplicationScoped
class AcceptAnswer {
    private final Purposes purposes;
    private final Interactions interactions;
    private final RecordIdentity recordIdentity;
    private final MakeReceipt makeReceipt;

    AcceptAnswer(Purposes purposes, Interactions interactions, RecordIdentity recordIdentity, MakeReceipt makeReceipt) {
        this.purposes = purposes;
        this.interactions = interactions;
        this.recordIdentity = recordIdentity;
        this.makeReceipt = makeReceipt;
    }

    void accept(Ask ask, ConsentChallenge.HeldAnswer answer) {
        Interaction interaction = interactions.find(ask.interaction()).orElseThrow();
        Purpose purpose = purposes.find(ask.purpose(), ask.purposeVersion()).orElseThrow();
        recordIdentity.record(interaction, ask.id().value(), answer.attributes(), purpose.showing());
        makeReceipt.make(
                ask,
                new MakeReceipt.Answer(
                        ConsentReceipt.Answer.APPROVED,
                        answer.attributes().stream()
                                .map(VerifiedAttribute::path)
                                .toList(),
                        answer.holderKeyThumbprint()));
    }
}
