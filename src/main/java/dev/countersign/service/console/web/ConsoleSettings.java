package dev.countersign.service.console.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;

/** What a bank sets about its agents' page. */
@ConfigMapping(prefix = "countersign.console")
interface ConsoleSettings {
    /**
     * Who may show the console in a frame, as in a contact-centre desktop: sources of a content security policy, such as
     * {@code https://desk.example.com}.
     */
    @WithDefault("'none'")
    String frameAncestors();

    /** What an agent does after "I am not on this call", step by step, by language ({@code en}, {@code es}, {@code ja}). */
    Map<String, List<String>> fraudInstructions();

    /** What an agent does for a customer who cannot be verified by wallet, by language. */
    Map<String, List<String>> fallbackInstructions();
}
