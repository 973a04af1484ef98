package dev.countersign.service.push.client;

import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundHttp.Reply;
import dev.countersign.service.platform.OutboundHttp.Request;
import dev.countersign.service.platform.OutboundRefusedException;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.push.TextMessage;
import dev.countersign.service.push.TextMessageGateway;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** A gateway that takes text messages by HTTP, in a form that the operator describes. */
@ApplicationScoped
class HttpTextMessageGateway implements TextMessageGateway {
    private static final Logger LOG = Logger.getLogger(HttpTextMessageGateway.class);
    private static final OutboundHttp.Limits LIMITS =
            new OutboundHttp.Limits(OutboundHttp.Use.TEXT_MESSAGE, 65_536, Duration.ofSeconds(8));
    private static final String PREFIX = "countersign.text-messages.";

    private final OutboundHttp http;
    private final MeterRegistry metrics;
    private final Optional<Gateway> gateway;

    /** What is configured. */
    private record Gateway(URI uri, String method, Map<String, String> headers, TextMessageTemplate template) {
        @Override
        public String toString() {
            return method + " " + uri.getHost();
        }
    }

    HttpTextMessageGateway(OutboundHttp http, MeterRegistry metrics, Config config, PublicUrl publicUrl) {
        this.http = http;
        this.metrics = metrics;
        this.gateway = text(config, "url").map(url -> gateway(url, config, publicUrl));
    }

    /** Reads the settings at the start, not at the first message. */
    void check(@Observes StartupEvent started) {
        gateway.ifPresent(found -> LOG.infof("text messages go by %s", found));
    }

    private static Gateway gateway(String url, Config config, PublicUrl publicUrl) {
        URI uri = URI.create(url);
        boolean secure = "https".equals(uri.getScheme());
        if (uri.getHost() == null || !(secure || (publicUrl.development() && "http".equals(uri.getScheme())))) {
            throw new IllegalStateException(PREFIX + "url (expected: an https address)");
        }
        String method = text(config, "method").orElse("POST").toUpperCase(Locale.ROOT);
        if (!method.equals("POST") && !method.equals("PUT")) {
            throw new IllegalStateException(PREFIX + "method is " + method + " (expected: POST or PUT)");
        }
        String contentType = text(config, "content-type").orElse("application/json");
        Map<String, String> headers = new HashMap<>(text(config, "headers-file")
                .map(file -> HeaderFile.read(Path.of(file)))
                .orElse(Map.of()));
        headers.put("content-type", contentType);
        String body = text(config, "body").orElse("{\"to\":\"{to}\",\"text\":\"{text}\"}");
        return new Gateway(uri, method, headers, new TextMessageTemplate(contentType, body));
    }

    private static Optional<String> text(Config config, String name) {
        return config.getOptionalValue(PREFIX + name, String.class).filter(value -> !value.isBlank());
    }

    @Override
    public boolean configured() {
        return gateway.isPresent();
    }

    @Override
    public Outcome send(TextMessage message) {
        Outcome outcome = gateway.map(found -> send(found, message)).orElse(Outcome.REFUSED);
        metrics.counter("countersign.text.messages", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
        return outcome;
    }

    private Outcome send(Gateway to, TextMessage message) {
        try {
            Reply reply = http.send(
                    new Request(
                            to.method(), to.uri(), to.headers(), to.template().fill(message)),
                    LIMITS);
            return judge(reply.status());
        } catch (OutboundRefusedException e) {
            LOG.errorf("Text messages cannot go out: %s", e.getMessage());
            return Outcome.REFUSED;
        } catch (IOException e) {
            LOG.warnf("The gateway for text messages does not answer: %s", e.getMessage());
            return Outcome.UNREACHABLE;
        }
    }

    private static Outcome judge(int status) {
        if (status >= 200 && status < 300) {
            return Outcome.SENT;
        }
        if (status == 401 || status == 403) {
            LOG.errorf("The gateway for text messages does not take our credentials: status %d", status);
            return Outcome.REFUSED;
        }
        LOG.warnf("The gateway for text messages answered with status %d", status);
        return status == 408 || status == 429 || status >= 500 ? Outcome.UNREACHABLE : Outcome.REFUSED;
    }
}
