package dev.countersign.service.trust.web;

import dev.countersign.service.trust.OrganisationLog;
import dev.countersign.service.trust.ShowOrganisation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts the organisation's DID into words for administrators. */
final class OrganisationDidViews {
    private OrganisationDidViews() {}

    static OrganisationDidView of(ShowOrganisation.Shown shown) {
        var published = shown.published();
        var witnesses = published.parameters().witnesses();
        return new OrganisationDidView(
                published.did().toString(),
                published.parallelDidWeb().id().toString(),
                published.versionId(),
                published.versionTime(),
                published.parameters().deactivated(),
                shown.keys().stream()
                        .map(key -> new OrganisationDidView.Key(
                                key.use().label(),
                                key.keyId(),
                                key.state().name().toLowerCase(Locale.ROOT),
                                key.compromisedSince()))
                        .toList(),
                shown.services().stream()
                        .map(service -> new OrganisationDidView.Service(
                                service.name(),
                                service.type(),
                                service.endpoint().toString()))
                        .toList(),
                new OrganisationDidView.Witnesses(
                        witnesses.threshold(),
                        witnesses.witnesses().stream().map(String::valueOf).toList()),
                waiting(shown.entries()),
                shown.entries().stream()
                        .filter(entry -> entry.publishedAt().isPresent())
                        .map(entry -> new OrganisationDidView.Version(
                                entry.version(),
                                entry.cause().reason(),
                                entry.cause().by(),
                                entry.cause().at()))
                        .toList());
    }

    private static Optional<OrganisationDidView.Waiting> waiting(List<OrganisationLog.Entry> entries) {
        OrganisationLog.Entry newest = entries.get(entries.size() - 1);
        return newest.publishedAt().isPresent()
                ? Optional.empty()
                : Optional.of(new OrganisationDidView.Waiting(
                        newest.version(),
                        newest.cause().reason(),
                        newest.cause().by(),
                        newest.cause().at()));
    }
}
