package dev.countersign.service.ciba.client;

import dev.countersign.service.ciba.NotificationAttempt;
import dev.countersign.service.ciba.NotificationSender;
import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundRefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Calls by the guarded client, which follows no redirect of a POST and goes to no internal address. */
@ApplicationScoped
class HttpNotificationSender implements NotificationSender {
    private static final Logger LOG = Logger.getLogger(HttpNotificationSender.class);
    private static final OutboundHttp.Limits LIMITS =
            new OutboundHttp.Limits(OutboundHttp.Use.CIBA_NOTIFICATION, 65_536, Duration.ofSeconds(10));

    private final OutboundHttp http;

    HttpNotificationSender(OutboundHttp http) {
        this.http = http;
    }

    @Override
    public NotificationAttempt send(Call call) {
        String host = call.endpoint().getHost();
        try {
            int status = http.send(
                            OutboundHttp.Request.post(call.endpoint(), call.body())
                                    .with("content-type", "application/json")
                                    .with("authorization", "Bearer " + call.token()),
                            LIMITS)
                    .status();
            // 204 is what CIBA 10.2 asks for; 200 is to be tolerated, with a body that nobody reads.
            if (status == 204 || status == 200) {
                return NotificationAttempt.DELIVERED;
            }
            LOG.warnf("The CIBA client at %s answered its notification with %d.", host, status);
            return NotificationAttempt.REFUSED;
        } catch (OutboundRefusedException e) {
            LOG.warnf("Not notifying the CIBA client at %s: %s", host, e.getMessage());
            return NotificationAttempt.REFUSED;
        } catch (IOException e) {
            LOG.infof("The CIBA client at %s cannot be reached: %s", host, e.getMessage());
            return NotificationAttempt.UNREACHABLE;
        }
    }
}
