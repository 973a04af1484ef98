package dev.countersign.service.content;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.access.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who may read content, and when it takes two. */
@ApplicationScoped
class ContentPolicy {
    private static final Set<String> STAFF = Set.of(Roles.AGENT, Roles.SUPERVISOR, Roles.AUDITOR, Roles.ADMIN);
    private static final String NOTHING = "none";

    private final List<String> readerRoles;
    private final List<String> approverRoles;
    private final Set<ContentKind> twoPeople;
    private final Duration readingTime;

    ContentPolicy(
            @ConfigProperty(name = "countersign.content.reader-roles", defaultValue = "supervisor,auditor")
                    List<String> readerRoles,
            @ConfigProperty(name = "countersign.content.approver-roles", defaultValue = "supervisor,auditor")
                    List<String> approverRoles,
            @ConfigProperty(name = "countersign.content.two-people-for", defaultValue = "recording")
                    List<String> twoPeople,
            @ConfigProperty(name = "countersign.content.reading-time", defaultValue = "PT15M") Duration readingTime) {
        this.readerRoles = roles("countersign.content.reader-roles", readerRoles);
        this.approverRoles = roles("countersign.content.approver-roles", approverRoles);
        this.twoPeople = kinds(twoPeople);
        this.readingTime = readingTime;
    }

    List<String> readerRoles() {
        return readerRoles;
    }

    /** Returns the role in which this caller may read; empty for everybody else, machines included. */
    Optional<String> readerRole(CurrentCaller caller) {
        return caller.isStaff() ? readerRoles.stream().filter(caller::hasRole).findFirst() : Optional.empty();
    }

    boolean mayApprove(CurrentCaller caller) {
        return caller.isStaff() && approverRoles.stream().anyMatch(caller::hasRole);
    }

    boolean takesTwo(ContentKind kind) {
        return twoPeople.contains(kind);
    }

    /** How long the bytes can be fetched, from the moment nothing is in the way. */
    Duration readingTime() {
        return readingTime;
    }

    private static List<String> roles(String property, List<String> named) {
        List<String> roles = named.stream().map(String::strip).distinct().toList();
        if (!STAFF.containsAll(roles)) {
            throw new IllegalArgumentException(property + ": " + roles + " (expected: some of " + STAFF + ")");
        }
        return roles;
    }

    private static Set<ContentKind> kinds(List<String> named) {
        if (named.equals(List.of(NOTHING))) {
            return Set.of();
        }
        return named.stream()
                .map(String::strip)
                .map(name -> ContentKind.ofLabel(name)
                        .orElseThrow(() -> new IllegalArgumentException("countersign.content.two-people-for: " + name
                                + " (expected: none, or some of " + Arrays.toString(ContentKind.values()) + ")")))
                .collect(Collectors.toUnmodifiableSet());
    }
}
