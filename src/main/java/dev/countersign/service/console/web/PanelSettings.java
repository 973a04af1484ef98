package dev.countersign.service.console.web;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** What a bank sets about panels in its agents' desktops. */
@ConfigMapping(prefix = "countersign.panel")
interface PanelSettings {
    /** Origins of the pages that may show a panel, such as {@code https://crm.example.com}; nobody when absent. */
    Optional<List<String>> origins();
}
