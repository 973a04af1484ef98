package dev.countersign.service.push.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundHttp.Reply;
import dev.countersign.service.platform.OutboundRefusedException;
import dev.countersign.service.push.EndpointCheck;
import dev.countersign.service.push.PushEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;

/** UnifiedPush, server interface: {@code GET} of an endpoint answers {@code {"unifiedpush": {"version": 1}}}. */
@ApplicationScoped
class UnifiedPushDiscovery implements EndpointCheck {
    private static final OutboundHttp.Limits LIMITS =
            new OutboundHttp.Limits(OutboundHttp.Use.PUSH, 4_096, Duration.ofSeconds(5));
    private static final int VERSION = 1;

    private final OutboundHttp http;

    UnifiedPushDiscovery(OutboundHttp http) {
        this.http = http;
    }

    @Override
    public Finding check(PushEndpoint endpoint) {
        try {
            Reply reply = http.get(endpoint.uri(), LIMITS);
            if (reply.status() == 429 || reply.status() >= 500) {
                return Finding.UNREACHABLE;
            }
            return reply.status() == 200 && isDistributor(reply.body()) ? Finding.UNIFIED_PUSH : Finding.SOMETHING_ELSE;
        } catch (OutboundRefusedException e) {
            return Finding.SOMETHING_ELSE;
        } catch (IOException e) {
            return Finding.UNREACHABLE;
        }
    }

    private static boolean isDistributor(byte[] body) {
        try {
            JsonNode version = Json.parseObject(body).path("unifiedpush").path("version");
            return version.isIntegralNumber() && version.intValue() == VERSION;
        } catch (MalformedInputException e) {
            return false;
        }
    }
}
