package dev.countersign.service.console.web;

import dev.countersign.service.consent.ChallengeId;
import dev.countersign.service.consent.Challenges;
import dev.countersign.service.console.Panel;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a panel may call: what it needs for its one interaction. What is not named here is closed, also what will be added to
 * the API later.
 */
@ApplicationScoped
class PanelReach {
    /** The id is compared as it was sent: an encoded or doubled one is none. */
    private static final String ID = "([a-z]{3}_[a-z0-9]{1,60})";

    private record Door(HttpMethod method, Pattern path) {
        static Door of(HttpMethod method, String path) {
            return new Door(method, Pattern.compile(path));
        }

        /** Returns what leads there, if this door does. */
        Optional<Matcher> leads(HttpMethod asked, String to) {
            Matcher matcher = path.matcher(to);
            return method.equals(asked) && matcher.matches() ? Optional.of(matcher) : Optional.empty();
        }
    }

    private static final List<Door> COMMON = List.of(
            Door.of(HttpMethod.GET, "/api/v1/console/settings"),
            Door.of(HttpMethod.GET, "/api/v1/purposes"),
            Door.of(HttpMethod.GET, "/api/v1/panel/(session|desk)"));

    private static final String INTERACTION = "/api/v1/interactions/" + ID;
    private static final List<Door> OF_THE_INTERACTION = List.of(
            Door.of(HttpMethod.GET, INTERACTION + "(/events|/identity|/challenges|/identity/reveals)?"),
            Door.of(HttpMethod.POST, INTERACTION + "(/challenges|/fallback|/identity/reveals)"));

    private static final String CHALLENGE = "/api/v1/challenges/" + ID;
    private static final List<Door> OF_A_CHALLENGE = List.of(
            Door.of(HttpMethod.GET, CHALLENGE + "(/events)?"),
            Door.of(HttpMethod.POST, CHALLENGE + "/(read_back|cancel|text_message)"));

    private final Challenges challenges;

    PanelReach(Challenges challenges) {
        this.challenges = challenges;
    }

    /**
     * Returns whether a panel may call this.
     *
     * @param path as it was sent, without the query
     */
    boolean reaches(Panel panel, HttpMethod method, String path) {
        if (COMMON.stream().anyMatch(door -> door.leads(method, path).isPresent())) {
            return true;
        }
        String interaction = panel.interaction().value();
        return named(OF_THE_INTERACTION, method, path).contains(interaction)
                || named(OF_A_CHALLENGE, method, path).stream()
                        .flatMap(id -> challenges.find(new ChallengeId(id)).stream())
                        .anyMatch(found -> found.ask().interaction().equals(panel.interaction()));
    }

    /** Returns the id in the path, if one of the doors leads there. */
    private static List<String> named(List<Door> doors, HttpMethod method, String path) {
        return doors.stream()
                .flatMap(door -> door.leads(method, path).stream())
                .map(found -> found.group(1))
                .toList();
    }
}
