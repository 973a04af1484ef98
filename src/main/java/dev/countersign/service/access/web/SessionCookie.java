package dev.countersign.service.access.web;

import dev.countersign.service.platform.PublicUrl;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;

/** The cookie that holds a session's token: for this host only, not for scripts, not from other sites. */
@Singleton
class SessionCookie {
    private final String name;
    private final boolean secure;

    SessionCookie(PublicUrl publicUrl) {
        this.secure = !publicUrl.development();
        // Browsers accept the prefix only with Secure, on this host and for the whole path: nobody can plant one.
        this.name = secure ? "__Host-countersign_session" : "countersign_session";
    }

    String name() {
        return name;
    }

    NewCookie with(String token) {
        return builder(token).build();
    }

    /** The same cookie for an answer that is given before there is an endpoint. */
    Cookie early(String token) {
        return Cookie.cookie(name, token)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.STRICT);
    }

    NewCookie removed() {
        return builder("").maxAge(0).build();
    }

    private NewCookie.Builder builder(String value) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.STRICT);
    }
}
