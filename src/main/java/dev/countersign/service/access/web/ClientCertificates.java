package dev.countersign.service.access.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.access.CertificateProxy;
import dev.countersign.service.access.ClientCertificate;
import dev.countersign.service.access.MutualTls;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import io.netty.util.NetUtil;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Finds the certificate of each request before anybody asks for it (RFC 8705, RFC 9440).
 *
 * <ul>
 *   <li>From the configured proxy: what its header says, or none. A certificate of the connection is then the proxy's own.
 *   <li>From everybody else: that of the TLS connection, if our listener asks for one. The header in such a request is a
 *       forgery or a mistake, and the request ends here.
 * </ul>
 *
 * <p>Where a request comes from is the other end of the connection, never {@code Forwarded} or {@code X-Forwarded-For}.
 */
@Singleton
class ClientCertificates {
    private static final String FOUND = ClientCertificate.class.getName();

    /** After the headers of every answer, before whatever reads a request. */
    private static final int EARLY = 900;

    private final MutualTls mutualTls;
    private final PublicUrl publicUrl;

    ClientCertificates(MutualTls mutualTls, PublicUrl publicUrl) {
        this.mutualTls = mutualTls;
        this.publicUrl = publicUrl;
    }

    void install(@Observes Filters filters) {
        if (mutualTls.isOffered()) {
            filters.register(this::judge, EARLY);
        }
    }

    /** Returns what was found in a request. */
    static Optional<ClientCertificate> of(RoutingContext context) {
        return Optional.ofNullable(context.get(FOUND));
    }

    private void judge(RoutingContext context) {
        try {
            find(context).ifPresent(found -> context.put(FOUND, found));
        } catch (MalformedInputException e) {
            refuse(context, String.valueOf(e.getMessage()));
            return;
        }
        context.next();
    }

    private Optional<ClientCertificate> find(RoutingContext context) {
        // A wrapper of the request tells what forwarding headers say; its connection does not.
        HttpConnection connection = context.request().connection();
        if (mutualTls.proxy().isPresent()) {
            CertificateProxy proxy = mutualTls.proxy().get();
            List<String> own = context.request().headers().getAll(proxy.header());
            List<String> others = context.request().headers().getAll(proxy.chainHeader());
            if (isAt(connection, proxy)) {
                return proxy.read(own, others);
            }
            if (!own.isEmpty() || !others.isEmpty()) {
                throw new MalformedInputException(
                        "RFC 9440 4: " + proxy.header() + " from an address that is not the proxy's");
            }
        }
        return mutualTls.isByListener() ? ofConnection(connection) : Optional.empty();
    }

    private static boolean isAt(HttpConnection connection, CertificateProxy proxy) {
        SocketAddress peer = connection.remoteAddress();
        String address = peer == null ? null : peer.hostAddress();
        InetAddress judged = address == null ? null : NetUtil.createInetAddressFromIpAddressString(address);
        return judged != null && proxy.isAt(judged);
    }

    private static Optional<ClientCertificate> ofConnection(HttpConnection connection) {
        if (!connection.isSsl()) {
            return Optional.empty();
        }
        try {
            List<Certificate> chain = connection.peerCertificates();
            if (chain == null || chain.isEmpty()) {
                return Optional.empty();
            }
            if (chain.size() > ClientCertificate.MOST) {
                throw new MalformedInputException(
                        "RFC 8446 4.4.2: more than " + ClientCertificate.MOST + " certificates");
            }
            return Optional.of(new ClientCertificate(
                    chain.stream().map(X509Certificate.class::cast).toList()));
        } catch (SSLPeerUnverifiedException e) {
            // It showed none, as most callers.
            return Optional.empty();
        }
    }

    private void refuse(RoutingContext context, String detail) {
        boolean oauth = context.normalizedPath().startsWith("/oauth/");
        ObjectNode body = oauth
                ? Json.object().put("error", "invalid_request").put("error_description", detail)
                : Json.object()
                        .put(
                                "type",
                                publicUrl
                                        .resolve(ProblemType.MALFORMED_REQUEST.path())
                                        .toString())
                        .put("title", ProblemType.MALFORMED_REQUEST.title())
                        .put("status", ProblemType.MALFORMED_REQUEST.status())
                        .put("detail", detail);
        context.response()
                .setStatusCode(ProblemType.MALFORMED_REQUEST.status())
                .putHeader("Content-Type", oauth ? "application/json" : "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(Json.print(body)));
    }
}
