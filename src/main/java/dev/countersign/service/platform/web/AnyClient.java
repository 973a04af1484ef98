package dev.countersign.service.platform.web;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/**
 * Lets any client certificate through the handshake, which proves that the client has its key: self-signed ones are as
 * welcome as any (RFC 8705 section 2.2). Whose it is, and whether it is valid, is judged by whoever relies on it; the
 * platform still refuses algorithms that are too weak. Trusts no server.
 */
final class AnyClient implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this is for our own listener only");
    }

    /** Names no authority, so that clients offer whatever they have. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
