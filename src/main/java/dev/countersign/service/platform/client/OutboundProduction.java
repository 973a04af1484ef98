package dev.countersign.service.platform.client;

import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.PublicUrl;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;

/** Provides the guarded client. */
@ApplicationScoped
class OutboundProduction {
    @Produces
    @Singleton
    OutboundHttp outboundHttp(Vertx vertx, PublicUrl publicUrl, ExecutorService lookUps) {
        GuardedHttp.Reach reach =
                publicUrl.development() ? GuardedHttp.Reach.PUBLIC_AND_LOOPBACK : GuardedHttp.Reach.PUBLIC;
        return new GuardedHttp(vertx, Names.ofTheSystem(), reach, lookUps);
    }

    void close(@Disposes OutboundHttp client) {
        if (client instanceof GuardedHttp guarded) {
            guarded.close();
        }
    }
}
