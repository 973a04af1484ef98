package dev.countersign.service.portal.web;

import dev.countersign.service.platform.PublicUrl;
import jakarta.ws.rs.core.NewCookie;

/** The two cookies of a customer's browser: for this host only, not for scripts, not from other sites. */
enum PortalCookie {
    /** Of a sign-in that this browser began: who sees the code elsewhere has not got it. */
    SIGN_IN("countersign_sign_in"),
    /** Of a session. */
    SESSION("countersign_portal");

    private final String name;

    PortalCookie(String name) {
        this.name = name;
    }

    String name(PublicUrl publicUrl) {
        // Browsers accept the prefix only with Secure, on this host and for the whole path: nobody can plant one.
        return publicUrl.development() ? name : "__Host-" + name;
    }

    NewCookie with(String value, PublicUrl publicUrl) {
        return builder(value, publicUrl).build();
    }

    NewCookie removed(PublicUrl publicUrl) {
        return builder("", publicUrl).maxAge(0).build();
    }

    private NewCookie.Builder builder(String value, PublicUrl publicUrl) {
        return new NewCookie.Builder(name(publicUrl))
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(!publicUrl.development())
                .sameSite(NewCookie.SameSite.STRICT);
    }
}
