package dev.countersign.service.platform.client;

import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundRefusedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

/**
 * Holds back requests to hosts that keep failing, so that a dead host does not cost every caller its time-out.
 *
 * <p>An answer of any status is an answer: who serves many from one host must not be shut out because one of them chose
 * an address that answers 500. What our rules refuse says nothing about the host either.
 */
final class BreakingHttp implements OutboundHttp {
    private final Reach reach;
    private final HostBreakers breakers;
    private final OutboundHttp next;

    BreakingHttp(Reach reach, HostBreakers breakers, OutboundHttp next) {
        this.reach = reach;
        this.breakers = breakers;
        this.next = next;
    }

    @Override
    public Reply send(Request request, Limits limits) throws IOException {
        reach.judge(request.uri());
        HostBreaker breaker = breakers.of(Origin.of(request.uri()));
        breaker.admit();
        boolean told = false;
        try {
            Reply reply = next.send(request, limits);
            breaker.answered();
            told = true;
            return reply;
        } catch (IOException e) {
            if (isTheHostsFault(e)) {
                breaker.failed(e);
                told = true;
            }
            throw e;
        } finally {
            if (!told) {
                breaker.learntNothing();
            }
        }
    }

    private static boolean isTheHostsFault(IOException e) {
        boolean interrupted = e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException);
        return !interrupted && !(e instanceof OutboundRefusedException);
    }
}
