package dev.countersign.service.platform.client;

import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundRules;
import dev.countersign.service.platform.PublicUrl;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Provides the guarded client, measured and with breakers. */
@ApplicationScoped
class OutboundProduction {
    private static final Duration LOOK_UP = Duration.ofSeconds(5);
    private static final Logger LOG = Logger.getLogger(OutboundProduction.class);

    @Produces
    @Singleton
    Reach reach(Config config, PublicUrl publicUrl) {
        Reach.Scope scope = publicUrl.development() ? Reach.Scope.PUBLIC_AND_LOOPBACK : Reach.Scope.PUBLIC;
        return new Reach(scope, AllowedHosts.from(config));
    }

    @Produces
    @Singleton
    LookUps lookUps(ExecutorService threads) {
        return new LookUps(Names.ofTheSystem(), threads);
    }

    @Produces
    @Singleton
    Wire wire(Vertx vertx, ExecutorService threads, MeterRegistry registry) {
        Wire wire = new Wire(vertx, threads, Wire.options());
        Gauge.builder("countersign.outbound.connections", wire, Wire::connections)
                .description("Open connections to addresses that others chose")
                .register(registry);
        return wire;
    }

    void close(@Disposes Wire wire) {
        wire.close();
    }

    @Produces
    @Singleton
    HostBreakers breakers(Clock clock, MeterRegistry registry) {
        HostBreakers breakers = new HostBreakers(clock);
        Gauge.builder("countersign.outbound.breakers.open", breakers, HostBreakers::open)
                .description("Hosts that are left alone because they keep failing")
                .register(registry);
        return breakers;
    }

    @Produces
    @Singleton
    OutboundHttp outboundHttp(Reach reach, LookUps lookUps, Wire wire, HostBreakers breakers, MeterRegistry registry) {
        OutboundHttp guarded = new GuardedHttp(reach, lookUps, wire);
        return new MeasuredHttp(registry, new BreakingHttp(reach, breakers, guarded));
    }

    @Produces
    @Singleton
    OutboundRules outboundRules(Reach reach, LookUps lookUps) {
        return uri -> {
            reach.judge(uri);
            reach.judge(uri, lookUps.addresses(uri, Deadline.in(LOOK_UP)));
        };
    }

    /** Reads the settings, and shows the metrics, at the start, not at the first request. */
    void check(@Observes StartupEvent started, Reach reach, OutboundHttp http) {
        LOG.debugf("the way out: %s", http);
        if (!reach.allowed().entries().isEmpty()) {
            LOG.infof("outbound requests may go inside to: %s", reach.allowed().entries());
        }
    }
}
