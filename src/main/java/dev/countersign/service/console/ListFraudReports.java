package dev.countersign.service.console;

import dev.countersign.service.consent.ChallengeFigures;
import dev.countersign.service.consent.ChallengeId;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.Interactions;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Lists where a customer said that they are not on the call, so that somebody looks into it. */
@ApplicationScoped
public class ListFraudReports {
    private final ChallengeFigures figures;
    private final Interactions interactions;
    private final ShowStatistics statistics;

    ListFraudReports(ChallengeFigures figures, Interactions interactions, ShowStatistics statistics) {
        this.figures = figures;
        this.interactions = interactions;
        this.statistics = statistics;
    }

    /** A report and the conversation that it was about. */
    public record FraudReport(ChallengeFigures.Report report, Interaction interaction) {}

    /** Returns a part of the reports about questions of the period, newest first. */
    @Transactional
    public Page<FraudReport> list(StatisticsQuestion question, PageRequest page) {
        Optional<ChallengeId> before = page.after().map(ChallengeId::new);
        List<FraudReport> found = figures.reports(statistics.period(question), before, page.limit() + 1).stream()
                .map(report -> new FraudReport(
                        report, interactions.find(report.interaction()).orElseThrow()))
                .toList();
        return Page.of(found, page, each -> each.report().challenge().value());
    }
}
