package dev.countersign.service.trust;

import dev.countersign.service.platform.OutboundHttp;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The internet as a test wants it; a host that has no script is unreachable. */
final class ScriptedHosts implements OutboundHttp {
    final List<URI> asked = new ArrayList<>();
    private final Map<String, Reply> replies = new HashMap<>();

    void serves(String uri, String contentType, String body) {
        replies.put(
                uri,
                new Reply(200, Map.of("content-type", List.of(contentType)), body.getBytes(StandardCharsets.UTF_8)));
    }

    void servesJson(String uri, String body) {
        serves(uri, "application/json", body);
    }

    void answers(String uri, int status) {
        replies.put(uri, new Reply(status, Map.of(), new byte[0]));
    }

    void goesDown(String uri) {
        replies.remove(uri);
    }

    @Override
    public Reply send(Request request, Limits limits) throws IOException {
        asked.add(request.uri());
        Reply reply = replies.get(request.uri().toString());
        if (reply == null) {
            throw new ConnectException("unreachable");
        }
        if (reply.body().length > limits.maxBytes()) {
            throw new IOException("too long");
        }
        return reply;
    }
}
