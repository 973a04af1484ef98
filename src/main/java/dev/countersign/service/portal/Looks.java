package dev.countersign.service.portal;

import dev.countersign.service.content.ListReadings;
import dev.countersign.service.content.Reading;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.interaction.Reveals;
import dev.countersign.service.interaction.VerifiedIdentities;
import dev.countersign.service.platform.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who looked at what is the customer's in one interaction: what was shared, single values, recordings. */
@ApplicationScoped
class Looks {
    private final VerifiedIdentities identities;
    private final Reveals reveals;
    private final ListReadings readings;
    private final Viewers viewers;

    Looks(VerifiedIdentities identities, Reveals reveals, ListReadings readings, Viewers viewers) {
        this.identities = identities;
        this.reveals = reveals;
        this.readings = readings;
        this.viewers = viewers;
    }

    /** Lists them, oldest first. Why a recording was read is the bank's: that it was is told. */
    List<Look> at(InteractionId interaction) {
        Stream<Look> seen = identities.looks(interaction).stream()
                .map(look -> new Look(Look.Kind.IDENTITY, viewers.of(look.viewer()), look.at(), Optional.empty()));
        Stream<Look> uncovered = reveals.of(interaction).stream()
                .map(reveal -> new Look(
                        Look.Kind.VALUE, viewers.of(reveal.viewer()), reveal.at(), Optional.of(reveal.path())));
        Stream<Look> read =
                readings.of(interaction, new PageRequest(PageRequest.MAX_LIMIT, Optional.empty())).items().stream()
                        .flatMap(this::read);
        return Stream.of(seen, uncovered, read)
                .flatMap(looks -> looks)
                .sorted(Comparator.comparing(Look::at))
                .toList();
    }

    private Stream<Look> read(Reading reading) {
        return reading.firstReadAt().stream()
                .map(at -> new Look(Look.Kind.CONTENT, viewers.of(reading.reader()), at, Optional.empty()));
    }
}
