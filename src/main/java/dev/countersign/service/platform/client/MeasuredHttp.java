package dev.countersign.service.platform.client;

import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundRefusedException;
import dev.countersign.service.platform.OutboundUnavailableException;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Locale;

/** Counts and times requests by what they are for and how they end; never by host, which strangers choose. */
final class MeasuredHttp implements OutboundHttp {
    /** Timer: how many requests there were and how long they took. */
    static final String REQUESTS = "countersign.outbound.requests";

    /** Summary: bytes of bodies, decompressed. */
    static final String RECEIVED = "countersign.outbound.received";

    private final MeterRegistry registry;
    private final OutboundHttp next;

    MeasuredHttp(MeterRegistry registry, OutboundHttp next) {
        this.registry = registry;
        this.next = next;
    }

    /** How a request ended. */
    enum Outcome {
        /** With an answer of any status. */
        ANSWERED,
        /** By our rules. */
        REFUSED,
        /** Not in time. */
        TIMED_OUT,
        /** Not sent: the host is left alone. */
        HELD_BACK,
        /** Otherwise. */
        UNREACHABLE;

        static Outcome of(IOException failure) {
            if (failure instanceof OutboundRefusedException) {
                return REFUSED;
            }
            if (failure instanceof OutboundUnavailableException) {
                return HELD_BACK;
            }
            return failure instanceof SocketTimeoutException ? TIMED_OUT : UNREACHABLE;
        }
    }

    @Override
    public Reply send(Request request, Limits limits) throws IOException {
        Timer.Sample sample = Timer.start(registry);
        Outcome outcome = Outcome.UNREACHABLE;
        try {
            Reply reply = next.send(request, limits);
            outcome = Outcome.ANSWERED;
            DistributionSummary.builder(RECEIVED)
                    .description("Bodies received from others, decompressed")
                    .baseUnit("bytes")
                    .tag("use", word(limits.use()))
                    .register(registry)
                    .record(reply.body().length);
            return reply;
        } catch (IOException e) {
            outcome = Outcome.of(e);
            throw e;
        } finally {
            sample.stop(Timer.builder(REQUESTS)
                    .description("Requests to addresses that others chose")
                    .tag("use", word(limits.use()))
                    .tag("outcome", word(outcome))
                    .register(registry));
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
