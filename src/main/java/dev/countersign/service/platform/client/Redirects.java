package dev.countersign.service.platform.client;

import dev.countersign.service.platform.OutboundHttp.Reply;
import dev.countersign.service.platform.OutboundHttp.Request;
import dev.countersign.service.platform.OutboundRefusedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The redirects of one GET: within its origin, never to the same place twice, and few. */
final class Redirects {
    /** How many are followed. */
    static final int MOST = 3;

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private final Set<URI> visited = new HashSet<>();

    /**
     * Returns where to ask next; empty when the reply is the answer.
     *
     * @throws OutboundRefusedException when it leads somewhere that it must not
     */
    Optional<URI> next(Request request, Reply reply) throws OutboundRefusedException {
        List<String> locations = reply.headers().getOrDefault("location", List.of());
        // A redirected POST is for its sender to judge.
        if (!request.method().equals("GET") || !STATUSES.contains(reply.status()) || locations.isEmpty()) {
            return Optional.empty();
        }
        visited.add(request.uri());
        URI target = locations.size() == 1 ? resolve(request.uri(), locations.get(0)) : null;
        if (target == null) {
            throw new OutboundRefusedException("redirect: (expected: one URI)");
        }
        if (target.getHost() == null
                || target.getScheme() == null
                || !Origin.of(target).equals(Origin.of(request.uri()))) {
            throw new OutboundRefusedException(
                    "redirect: to another origin (expected: the same scheme, host and port)");
        }
        if (visited.contains(target)) {
            throw new OutboundRefusedException("redirect: a loop");
        }
        if (visited.size() > MOST) {
            throw new OutboundRefusedException("redirects: more than " + MOST);
        }
        return Optional.of(target);
    }

    private static @Nullable URI resolve(URI base, String location) {
        try {
            // URI.resolve glues a relative path to the host of a base that has none.
            URI rooted = base.getRawPath().isEmpty() ? base.resolve("/") : base;
            String target = rooted.resolve(new URI(location.strip())).toString();
            int fragment = target.indexOf('#');
            return new URI(fragment < 0 ? target : target.substring(0, fragment));
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
